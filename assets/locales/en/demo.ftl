# The made-up shop of the demo.

demo-shop = The Teapot

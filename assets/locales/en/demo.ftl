# The made-up shop of the demo.

demo-shop = The Teapot
# What a newcomer is told; at most 78 columns.
demo-greeting = Made-up shop: n next customer · l how the call went · u undo · ? all keys · q leave

# The made-up shop of the demo.

demo-shop = The Teapot
# The newcomer's tour; each sentence at most 50 columns.
tour-step = { $at } of { $count }
tour-next = takes who comes first, and says why
tour-confirm = confirms their order
tour-elsewhere = No order to confirm in this row: ↓ to one
tour-undo = takes it back, and the message it caused
tour-over = shows all keys. Everything works like this
tour-leave = no tour

# The made-up shop of the demo.

demo-shop = Лавка «Чайник»
# What a newcomer is told; at most 78 columns.
demo-greeting = Выдуманная лавка: n дальше · l итог звонка · u вернуть · ? клавиши · q выход

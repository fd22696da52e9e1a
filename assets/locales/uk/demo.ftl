# The made-up shop of the demo.

demo-shop = Крамниця «Чайник»
# The newcomer's tour; each sentence at most 50 columns.
tour-step = { $at } із { $count }
tour-next = взяти першого з черги: чому – сказано внизу
tour-confirm = підтвердити замовлення
tour-elsewhere = Тут нема чого підтверджувати: ↓ до замовлення
tour-undo = повернути все, як було, і повідомлення теж
tour-over = усі клавіші. Решта працює так само
tour-leave = без екскурсії

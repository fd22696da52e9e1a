# The made-up shop of the demo.

demo-shop = Лавка «Чайник»
# The newcomer's tour; each sentence at most 50 columns.
tour-step = { $at } из { $count }
tour-next = взять первого в очереди: почему он, сказано внизу
tour-confirm = подтвердить заказ
tour-elsewhere = Здесь нет заказа на подтверждение: ↓ к нему
tour-undo = вернуть всё, как было, и сообщение тоже
tour-over = все клавиши. Остальное работает так же
tour-leave = без обхода

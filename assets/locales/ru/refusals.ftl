# Why an action is not possible now, in one sentence.

refusal-no_such_order = Заказа { $number } нет.

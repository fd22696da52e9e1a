# The screens of the console.

console-queue = Очередь
console-empty = Никто не ждёт.

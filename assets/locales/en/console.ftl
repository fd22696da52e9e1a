# The screens of the console.

console-queue = Queue
console-empty = Nobody is waiting.

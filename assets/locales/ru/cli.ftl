# What the commands print.

cli-nothing_to_undo = Отменять нечего.

"""One of three programs that take about as long as each other. What limits this one?"""
TIMES = 1500000


def run():
    number, total, left = 12345, 0, TIMES
    while left:
        number = number * 1103 % 65521
        if number & 1:
            total += number
        else:
            total -= 1
        left -= 1
    return total

"""A kernel that prints, between two lines of the program's own."""
import os
import pyopencl as cl

context = cl.Context([cl.get_platforms()[0].get_devices()[0]])
queue = cl.CommandQueue(context)
program = cl.Program(context, '__kernel void say(int x) { printf("kernel says %d\\n", x); }').build()
os.write(1, b"before\n")
for value in (1, 2):
    program.say(queue, (1,), None, __import__("numpy").int32(value))
queue.finish()
os.write(1, b"after\n")

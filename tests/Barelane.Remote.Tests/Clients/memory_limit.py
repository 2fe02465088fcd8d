"""Asks for more device memory than the session may hold, and again once some is free."""
import pyopencl as cl

device = cl.get_platforms()[0].get_devices()[0]
context = cl.Context([device])
queue = cl.CommandQueue(context)
print("device says", device.global_mem_size >> 20, "MiB")
size = 48 << 20
held = [cl.Buffer(context, cl.mem_flags.READ_WRITE, size) for _ in range(2)]
try:
    cl.Buffer(context, cl.mem_flags.READ_WRITE, size)
    print("a third was given")
except cl.Error as error:
    print("third:", cl.status_code.to_string(error.code))
try:
    cl.Image(context, cl.mem_flags.READ_WRITE, cl.ImageFormat(cl.channel_order.RGBA, cl.channel_type.FLOAT), shape=(2048, 2048))
    print("an image was given")
except cl.Error as error:
    print("image:", cl.status_code.to_string(error.code))
small = []
try:
    # Too small to be answered each: they tell by the command that uses them.
    for _ in range(200):
        small.append(cl.Buffer(context, cl.mem_flags.READ_WRITE, 512 << 10))
        cl.enqueue_fill_buffer(queue, small[-1], b"\0\0\0\0", 0, 512 << 10)
    queue.finish()
    print("all small ones were given")
except cl.Error as error:
    print("small:", cl.status_code.to_string(error.code))
del small
held.pop().release()
queue.finish()
cl.Buffer(context, cl.mem_flags.READ_WRITE, size)
print("after a release: given")

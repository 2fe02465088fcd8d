"""A device on each of two servers: each does its own work, and what is of one is nothing to the other."""
import numpy
import pyopencl as cl

platforms = cl.get_platforms()
print("platforms", len(platforms), len({p.version for p in platforms}))
source = "kernel void twice(global int *a) { a[get_global_id(0)] *= 2; }"
sides = []
for number, platform in enumerate(platforms):
    context = cl.Context(platform.get_devices())
    queue = cl.CommandQueue(context)
    host = numpy.arange(1000, dtype=numpy.int32) + number
    buffer = cl.Buffer(context, cl.mem_flags.READ_WRITE | cl.mem_flags.COPY_HOST_PTR, hostbuf=host)
    event = cl.Program(context, source).build().twice(queue, host.shape, None, buffer)
    sides.append((context, queue, host, buffer, event))
for context, queue, host, buffer, event in sides:
    back = numpy.empty_like(host)
    cl.enqueue_copy(queue, back, buffer)
    print("twice", (back == 2 * host).all())
try:
    cl.enqueue_marker(sides[0][1], wait_for=[sides[1][4]])
    print("an event of the other server is taken")
except cl.Error as e:
    print("an event of the other server:", cl.status_code.to_string(e.code))
try:
    cl.Context([p.get_devices()[0] for p in platforms])
    print("one context over both is made")
except cl.Error as e:
    print("one context over both:", cl.status_code.to_string(e.code))

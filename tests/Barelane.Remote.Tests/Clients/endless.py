"""Launches a kernel that never ends, and waits for it."""
import numpy
import pyopencl as cl

context = cl.Context([cl.get_platforms()[0].get_devices()[0]])
queue = cl.CommandQueue(context)
buffer = cl.Buffer(context, cl.mem_flags.READ_WRITE | cl.mem_flags.COPY_HOST_PTR, hostbuf=numpy.zeros(4, dtype=numpy.int32))
program = cl.Program(context, "__kernel void spin(volatile __global int *a) { while (a[0] == 0) { a[1]++; } }").build()
program.spin(queue, (1,), None, buffer)
print("launched", flush=True)
try:
    queue.finish()
    print("it ended")
except cl.Error as error:
    print("error", cl.status_code.to_string(error.code))

"""Launches and waits until OpenCL says something is wrong, and says what."""
import numpy
import pyopencl as cl

context = cl.Context([cl.get_platforms()[0].get_devices()[0]])
queue = cl.CommandQueue(context)
data = numpy.zeros(1 << 18, dtype=numpy.float32)
buffer = cl.Buffer(context, cl.mem_flags.READ_WRITE, data.nbytes)
program = cl.Program(context, "__kernel void one(__global float *a) { a[get_global_id(0)] += 1.0f; }").build()
kernel = program.one
kernel.set_args(buffer)
print("ready", flush=True)
try:
    while True:
        cl.enqueue_nd_range_kernel(queue, kernel, data.shape, None)
        cl.enqueue_copy(queue, data, buffer)
        queue.finish()
except cl.Error as error:
    print("error", cl.status_code.to_string(error.code), flush=True)

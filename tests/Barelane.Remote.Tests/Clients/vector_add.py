"""Adds two vectors on the first device; its answer is checked here."""
import numpy
import pyopencl as cl

context = cl.Context([cl.get_platforms()[0].get_devices()[0]])
queue = cl.CommandQueue(context, properties=cl.command_queue_properties.PROFILING_ENABLE)
a = numpy.arange(1 << 20, dtype=numpy.float32)
b = numpy.full(1 << 20, 3, dtype=numpy.float32)
flags = cl.mem_flags
one = cl.Buffer(context, flags.READ_ONLY | flags.COPY_HOST_PTR, hostbuf=a)
two = cl.Buffer(context, flags.READ_ONLY | flags.COPY_HOST_PTR, hostbuf=b)
sums = cl.Buffer(context, flags.WRITE_ONLY, a.nbytes)
program = cl.Program(context, """
    __kernel void add(__global const float *a, __global const float *b, __global float *c)
    {
        size_t i = get_global_id(0);
        c[i] = a[i] + b[i];
    }""").build()
done = program.add(queue, a.shape, None, one, two, sums)
result = numpy.empty_like(a)
cl.enqueue_copy(queue, result, sums)
assert (result == a + b).all()
assert done.profile.end >= done.profile.start > 0
print("added on", queue.device.platform.name)

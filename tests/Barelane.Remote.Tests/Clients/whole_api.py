"""What else OpenCL 1.2 has: the same lines are expected on any device."""
import os
import sys
import tempfile
import threading
import numpy
import pyopencl as cl

context = cl.Context([cl.get_platforms()[0].get_devices()[0]])
device = context.devices[0]
queue = cl.CommandQueue(context)
flags = cl.mem_flags
random = numpy.random.RandomState(1)

# Boxes and parts of buffers.
host = numpy.arange(64 * 64, dtype=numpy.float32).reshape(64, 64)
buffer = cl.Buffer(context, flags.READ_WRITE | flags.COPY_HOST_PTR, hostbuf=host)
box = numpy.zeros((8, 16), dtype=numpy.float32)
cl.enqueue_copy(queue, box, buffer, buffer_origin=(4 * 4, 3, 0), host_origin=(0, 0, 0), region=(16 * 4, 8, 1), buffer_pitches=(64 * 4, 0), host_pitches=(16 * 4, 0))
print("box read", (box == host[3:11, 4:20]).all())
cl.enqueue_copy(queue, buffer, -box, buffer_origin=(0, 20, 0), host_origin=(0, 0, 0), region=(16 * 4, 8, 1), buffer_pitches=(64 * 4, 0), host_pitches=(16 * 4, 0))
back = numpy.empty_like(host)
cl.enqueue_copy(queue, back, buffer)
print("box written", (back[20:28, 0:16] == -box).all(), (back[28:] == host[28:]).all())
part = buffer[4096:8192]
cl.enqueue_fill_buffer(queue, part, numpy.float32(9), 0, 4096)
cl.enqueue_copy(queue, back, buffer)
print("part filled", (back.ravel()[1024:2048] == 9).all(), back.ravel()[1023] != 9, back.ravel()[2048] != 9)

# Large data, in pieces.
large = random.randint(0, 255, 23_000_001).astype(numpy.uint8)
target = cl.Buffer(context, flags.READ_WRITE, large.nbytes)
cl.enqueue_copy(queue, target, large)
copy = cl.Buffer(context, flags.READ_WRITE, large.nbytes)
cl.enqueue_copy(queue, copy, target)
result = numpy.empty_like(large)
waits = [cl.enqueue_copy(queue, result, copy, is_blocking=False)]
cl.wait_for_events(waits)
print("large", (result == large).all())

# Mapping, twice at once and overwriting.
one, _ = cl.enqueue_map_buffer(queue, buffer, cl.map_flags.READ, 0, (16,), numpy.float32)
two, _ = cl.enqueue_map_buffer(queue, buffer, cl.map_flags.WRITE, 1024, (16,), numpy.float32)
two[:] = 5
print("mapped", (one == back.ravel()[:16]).all())
two.base.release(queue)
one.base.release(queue)
cl.enqueue_copy(queue, back, buffer)
print("unmapped", (back.ravel()[256:272] == 5).all())
mine = numpy.arange(1024, dtype=numpy.int32)
used = cl.Buffer(context, flags.READ_WRITE | flags.USE_HOST_PTR, hostbuf=mine)
view, _ = cl.enqueue_map_buffer(queue, used, cl.map_flags.READ, 0, (1024,), numpy.int32)
print("host pointer kept", view.__array_interface__["data"][0] == mine.__array_interface__["data"][0])
view.base.release(queue)

# Images: 2D, 3D, samplers, fills, copies to buffers.
shape = (37, 29)
pixels = random.randint(0, 255, (29, 37, 4)).astype(numpy.uint8)
image = cl.Image(context, flags.READ_ONLY | flags.COPY_HOST_PTR, cl.ImageFormat(cl.channel_order.RGBA, cl.channel_type.UNSIGNED_INT8), shape=shape, hostbuf=pixels)
other = cl.Image(context, flags.READ_WRITE, cl.ImageFormat(cl.channel_order.RGBA, cl.channel_type.UNSIGNED_INT8), shape=shape)
program = cl.Program(context, """
    __kernel void turn(__read_only image2d_t from, __write_only image2d_t to, sampler_t s)
    {
        int2 p = (int2)(get_global_id(0), get_global_id(1));
        write_imageui(to, p, read_imageui(from, s, (int2)(36 - p.x, 28 - p.y)));
    }""").build()
sampler = cl.Sampler(context, False, cl.addressing_mode.CLAMP, cl.filter_mode.NEAREST)
program.turn(queue, shape, None, image, other, sampler)
seen = numpy.empty_like(pixels)
cl.enqueue_copy(queue, seen, other, origin=(0, 0), region=shape)
print("image turned", (seen == pixels[::-1, ::-1]).all())
flat = cl.Buffer(context, flags.READ_WRITE, pixels.nbytes)
cl.enqueue_copy(queue, flat, other, offset=0, origin=(0, 0), region=shape)
bytes_ = numpy.empty_like(pixels)
cl.enqueue_copy(queue, bytes_, flat)
print("image to buffer", (bytes_ == seen).all())
solid = random.rand(5, 6, 7, 4).astype(numpy.float32)
volume = cl.Image(context, flags.READ_WRITE, cl.ImageFormat(cl.channel_order.RGBA, cl.channel_type.FLOAT), shape=(7, 6, 5))
cl.enqueue_copy(queue, volume, solid, origin=(0, 0, 0), region=(7, 6, 5))
corner = numpy.empty((2, 3, 4, 4), dtype=numpy.float32)
cl.enqueue_copy(queue, corner, volume, origin=(2, 1, 3), region=(4, 3, 2))
print("volume", (corner == solid[3:5, 1:4, 2:6]).all())

# Events: of users, across queues, out of order, called back.
gate = cl.UserEvent(context)
free = cl.CommandQueue(context, properties=cl.command_queue_properties.OUT_OF_ORDER_EXEC_MODE_ENABLE)
first = cl.enqueue_fill_buffer(free, part, numpy.float32(1), 0, 4096, wait_for=[gate])
second = cl.enqueue_fill_buffer(queue, part, numpy.float32(2), 0, 2048, wait_for=[first])
called = threading.Event()
statuses = []
second.set_callback(cl.command_execution_status.COMPLETE, lambda status: (statuses.append(status), called.set()))
free.flush()
queue.flush()
print("held back", first.command_execution_status != cl.command_execution_status.COMPLETE)
gate.set_status(cl.command_execution_status.COMPLETE)
second.wait()
print("called back", called.wait(60), statuses)
cl.enqueue_copy(queue, back, buffer)
print("in the order of the events", (back.ravel()[1024:1536] == 2).all(), (back.ravel()[1536:2048] == 1).all())
broken = cl.UserEvent(context)
after = cl.enqueue_marker(queue, wait_for=[broken])
broken.set_status(-5)
try:
    after.wait()
    print("a failed event was waited for")
except cl.Error as error:
    print("waited for a failed event:", cl.status_code.to_string(error.code))

# Programs: binaries, separate compilation, a client's include folder, errors.
queue = cl.CommandQueue(context)
add = cl.Program(context, "__kernel void add(__global int *a, int b) { a[get_global_id(0)] += b; }").build(options=["-cl-kernel-arg-info"])
again = cl.Program(context, [device], [add.get_info(cl.program_info.BINARIES)[0]]).build()
numbers = cl.Buffer(context, flags.READ_WRITE | flags.COPY_HOST_PTR, hostbuf=numpy.arange(64, dtype=numpy.int32))
again.add(queue, (64,), None, numbers, numpy.int32(100))
read = numpy.empty(64, dtype=numpy.int32)
cl.enqueue_copy(queue, read, numbers)
print("binary", (read == numpy.arange(64) + 100).all())
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "mine.h"), "w") as file:
        file.write("#define MINE 7\n")
    included = cl.Program(context, '#include "mine.h"\n__kernel void set(__global int *a) { a[get_global_id(0)] = MINE; }').build(options=["-I", folder])
included.set(queue, (64,), None, numbers)
cl.enqueue_copy(queue, read, numbers)
print("included", (read == 7).all())
kernel = add.add
print("kernel", kernel.function_name, kernel.num_args, kernel.get_arg_info(1, cl.kernel_arg_info.TYPE_NAME), kernel.get_work_group_info(cl.kernel_work_group_info.WORK_GROUP_SIZE, device) > 0)
for what, call in (
        ("wrong size", lambda: kernel.set_arg(1, numpy.int64(1))),
        ("no such argument", lambda: kernel.set_arg(5, numpy.int32(1))),
        ("no such kernel", lambda: cl.Kernel(add, "missing")),
        ("beyond the end", lambda: cl.enqueue_copy(queue, numpy.empty(1000, dtype=numpy.int32), numbers)),
        ("nothing", lambda: cl.Buffer(context, flags.READ_WRITE, 0))):
    try:
        call()
        print(what, "went through")
    except cl.Error as error:
        print(what, cl.status_code.to_string(error.code))
try:
    cl.Program(context, "__kernel void bad() { nonsense; }").build()
except Exception as error:
    print("build", "nonsense" in str(error))

"""Large writes, which a server may take straight into the buffer: to a device that is idle, and to one that has to wait. Checked here."""
import numpy
import pyopencl as cl

context = cl.Context([cl.get_platforms()[0].get_devices()[0]])
random = numpy.random.default_rng(7)
SIZE = (5 << 20) + 3


def written(queue, offset, before=None):
    """What is in a buffer after two writes, one of them partly over the other."""
    buffer = cl.Buffer(context, cl.mem_flags.READ_WRITE, 16 << 20)
    first, second = random.bytes(SIZE), random.bytes(SIZE)
    wait = before and [before]
    one = cl.enqueue_copy(queue, buffer, first, dst_offset=offset, is_blocking=False, wait_for=wait)
    two = cl.enqueue_copy(queue, buffer, second, dst_offset=offset + 4321, is_blocking=False, wait_for=[one])
    if before:
        assert one.command_execution_status != cl.command_execution_status.COMPLETE
        before.set_status(cl.command_execution_status.COMPLETE)
    queue.finish()
    assert two.command_execution_status == cl.command_execution_status.COMPLETE
    result = numpy.empty(SIZE + 4321, dtype=numpy.uint8)
    cl.enqueue_copy(queue, result, buffer, src_offset=offset)
    return result.tobytes() == first[:4321] + second


in_order = cl.CommandQueue(context)
print("idle", written(in_order, 1))
print("waiting", written(in_order, 4096, cl.UserEvent(context)))
print("out of order", written(cl.CommandQueue(context, properties=cl.command_queue_properties.OUT_OF_ORDER_EXEC_MODE_ENABLE), 77, cl.UserEvent(context)))

whole = cl.Buffer(context, cl.mem_flags.READ_WRITE, 8 << 20)
part = whole.get_sub_region(1 << 20, 4 << 20)
content = random.bytes(4 << 20)
cl.enqueue_copy(in_order, part, content)
result = numpy.empty(4 << 20, dtype=numpy.uint8)
cl.enqueue_copy(in_order, result, whole, src_offset=1 << 20)
print("a part", result.tobytes() == content)

# A finish waits for what has no event, too, and for a queue that is new.
program = cl.Program(context, "kernel void k(global uint *a) { for (uint i = 0; i < 3000000; i++) a[0] = a[0] * 5 + i; }").build()
cl.CommandQueue(context).finish()
counted = cl.Buffer(context, cl.mem_flags.READ_WRITE | cl.mem_flags.COPY_HOST_PTR, hostbuf=numpy.zeros(1, dtype=numpy.uint32))
last = program.k(in_order, (1,), None, counted)
in_order.finish()
print("finished", last.command_execution_status == cl.command_execution_status.COMPLETE)

# And what has an event is told to have ended, with its times, by the time that a finish returns.
quick = cl.Program(context, "kernel void q(global uint *a) { a[0]++; }").build()
profiled = cl.CommandQueue(context, properties=cl.command_queue_properties.PROFILING_ENABLE)
ended = 0
for _ in range(300):
    launch = quick.q(profiled, (1,), None, counted)
    profiled.finish()
    ended += launch.profile.end >= launch.profile.start > 0
print("told", ended)

# Fills 4 MiB on every GPU with a pattern, reads it back and compares, through the CUDA driver alone.
import ctypes
cuda = ctypes.CDLL("libcuda.so.1")
def call(name, *arguments):
    status = getattr(cuda, name)(*arguments)
    if status != 0:
        raise RuntimeError(name + " answered " + str(status))
call("cuInit", 0)
count = ctypes.c_int()
call("cuDeviceGetCount", ctypes.byref(count))
words = 1 << 20
for index in range(count.value):
    device, context, memory = ctypes.c_int(), ctypes.c_void_p(), ctypes.c_uint64()
    call("cuDeviceGet", ctypes.byref(device), index)
    call("cuDevicePrimaryCtxRetain", ctypes.byref(context), device)
    call("cuCtxSetCurrent", context)
    call("cuMemAlloc_v2", ctypes.byref(memory), ctypes.c_size_t(4 * words))
    pattern = 0x5AA50000 + index
    call("cuMemsetD32_v2", memory, ctypes.c_uint(pattern), ctypes.c_size_t(words))
    back = (ctypes.c_uint * words)()
    call("cuMemcpyDtoH_v2", back, memory, ctypes.c_size_t(4 * words))
    call("cuMemFree_v2", memory)
    call("cuDevicePrimaryCtxRelease_v2", device)
    if any(word != pattern for word in back):
        raise RuntimeError("GPU " + str(index) + " gave back other values")
print("cuda job right on " + str(count.value) + " GPUs")

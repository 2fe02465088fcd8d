// An OpenCL program that times one kind of call, and a plain TCP stream beside it. Prints seconds for one of them, after a second of the same that does not
// count: a program that has just started, or its server, is not yet at its speed.
//   launch N      sets an argument and launches a small kernel, N times, then waits once
//   idle N        the same on a device that does nothing (idle_device.c), so that there is no result to look at
//   beyond HOST PORT N  launches and waits on a server's device, the same on the device here, and a plain round trip, in turn, N times: what the first takes
//                       beyond the two others, and the medians of the three
//   finish N      launch, and waits each time
//   write MIB N   writes a buffer of so many MiB, N times
//   read MIB N    reads one
//   pong HOST PORT N        sends a byte and waits for one: a round trip
//   stream HOST PORT MIB N  sends so many MiB, and waits for one byte
//   fetch HOST PORT MIB N   asks for so many MiB, and takes them
//   serve HOST PORT         the other end of these three
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

static int is_warm(double since)
{
    return now() - since > 1;
}

static void check(int status, const char *what)
{
    if (status != 0)
    {
        fprintf(stderr, "%s: status %d\n", what, status);
        exit(1);
    }
}

static struct sockaddr_in address(char **argv)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
    check(inet_pton(AF_INET, argv[0], &a.sin_addr) == 1 ? 0 : -1, "address");
    return a;
}

static void tune(int s)
{
    int one = 1, size = 4 << 20;
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(s, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    setsockopt(s, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

static int transfer(int s, char *at, size_t n, int sends)
{
    while (n > 0)
    {
        ssize_t c = sends ? send(s, at, n, MSG_NOSIGNAL) : recv(s, at, n, 0);
        if (c <= 0)
            return 0;
        at += c;
        n -= c;
    }
    return 1;
}

static void *answer(void *arg)
{
    int s = (int)(intptr_t)arg;
    uint64_t head[2]; // what comes, what goes
    char *memory = malloc(1 << 30);
    memset(memory, 1, 1 << 30);
    while (transfer(s, (char *)head, sizeof head, 0) && transfer(s, memory, head[0], 0) && transfer(s, memory, head[1], 1))
    {
    }
    free(memory);
    close(s);
    return NULL;
}

static int serve(char **argv)
{
    struct sockaddr_in a = address(argv);
    socklen_t length = sizeof a;
    int one = 1, l = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(l, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    check(bind(l, (struct sockaddr *)&a, sizeof a), "bind");
    check(listen(l, 8), "listen");
    getsockname(l, (struct sockaddr *)&a, &length);
    printf("%d\n", ntohs(a.sin_port));
    fflush(stdout);
    for (;;)
    {
        int s = accept(l, NULL, NULL);
        pthread_t t;
        tune(s);
        pthread_create(&t, NULL, answer, (void *)(intptr_t)s);
        pthread_detach(t);
    }
    return 0;
}

static double talk(char **argv, uint64_t out, uint64_t in, int n)
{
    struct sockaddr_in a = address(argv);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    tune(s);
    check(connect(s, (struct sockaddr *)&a, sizeof a), "connect");
    char *memory = malloc(out + in + 1);
    memset(memory, 1, out + in + 1);
    uint64_t head[2] = {out, in};
    double t = 0;
    for (int i = -1; i < n; i++) // the first time warms up
    {
        if (i == 0)
            t = now();
        if (!transfer(s, (char *)head, sizeof head, 1) || !transfer(s, memory, out, 1) || !transfer(s, memory, in, 0))
            check(-1, "stream");
    }
    return (now() - t) / n;
}

struct device
{
    cl_context context;
    cl_command_queue queue;
    cl_kernel kernel;
    cl_mem memory;
};

static struct device open_device(cl_platform_id platform)
{
    struct device d;
    cl_device_id device;
    int status;
    check(clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 1, &device, NULL), "device");
    d.context = clCreateContext(NULL, 1, &device, NULL, NULL, &status);
    check(status, "context");
    d.queue = clCreateCommandQueue(d.context, device, 0, &status);
    check(status, "queue");
    return d;
}

static struct device only_device(void)
{
    cl_platform_id platform;
    check(clGetPlatformIDs(1, &platform, NULL), "platform");
    return open_device(platform);
}

static void prepare(struct device *d)
{
    const char *source = "kernel void k(global int *a, int v) { a[get_global_id(0)] = v; }";
    int status;
    cl_program program = clCreateProgramWithSource(d->context, 1, &source, NULL, &status);
    check(clBuildProgram(program, 0, NULL, "", NULL, NULL), "build");
    d->kernel = clCreateKernel(program, "k", &status);
    check(status, "kernel");
    d->memory = clCreateBuffer(d->context, CL_MEM_READ_WRITE, 4, NULL, &status);
    check(clSetKernelArg(d->kernel, 0, sizeof d->memory, &d->memory), "argument");
}

static void launch(struct device *d, int value)
{
    size_t global = 1;
    check(clSetKernelArg(d->kernel, 1, sizeof value, &value), "argument");
    check(clEnqueueNDRangeKernel(d->queue, d->kernel, 1, NULL, &global, &global, 0, NULL, NULL), "launch");
}

static void finish(struct device *d)
{
    check(clFinish(d->queue), "finish");
}

static void has(struct device *d, int value)
{
    int last;
    check(clEnqueueReadBuffer(d->queue, d->memory, CL_TRUE, 0, 4, &last, 0, NULL, NULL), "read");
    check(last == value ? 0 : -1, "result");
}

static double launches(int n, int waits, int computes)
{
    struct device d = only_device();
    prepare(&d);
    double t = now();
    for (int i = 0; !is_warm(t); i++)
    {
        launch(&d, i);
        if (waits || i % 1000 == 999)
            finish(&d);
    }
    finish(&d);
    t = now();
    for (int i = 0; i < n; i++)
    {
        launch(&d, i);
        if (waits)
            finish(&d);
    }
    finish(&d);
    t = now() - t;
    if (computes)
        has(&d, n - 1);
    return t / n;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int n)
{
    qsort(values, n, sizeof *values, compare);
    return values[n / 2];
}

// One after the other in the same moments: what the machine is at, and what it takes to wake up, is in all three.
static int beyond(char **argv)
{
    int n = atoi(argv[2]), s = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in a = address(argv);
    struct device ours, here;
    cl_platform_id platforms[8];
    cl_uint count;
    double *times[4];
    char name[64];
    tune(s);
    check(connect(s, (struct sockaddr *)&a, sizeof a), "connect");
    check(clGetPlatformIDs(8, platforms, &count), "platforms");
    check(count == 2 ? 0 : -1, "two platforms");
    for (cl_uint i = 0; i < 2; i++)
    {
        check(clGetPlatformInfo(platforms[i], CL_PLATFORM_NAME, sizeof name, name, NULL), "name");
        *(strcmp(name, "Barelane") ? &here : &ours) = open_device(platforms[i]);
    }
    prepare(&ours);
    prepare(&here);
    for (int k = 0; k < 4; k++)
        times[k] = malloc(n * sizeof(double));
    double begun = now();
    for (int i = 0; i < n;)
    {
        struct
        {
            uint64_t head[2];
            char byte;
        } ball = {{1, 1}, 1};
        double t0 = now();
        launch(&ours, i);
        finish(&ours);
        double t1 = now();
        launch(&here, i);
        finish(&here);
        double t2 = now();
        if (!transfer(s, (char *)&ball, sizeof ball.head + 1, 1) || !transfer(s, &ball.byte, 1, 0))
            check(-1, "stream");
        double t3 = now();
        if (is_warm(begun))
        {
            times[0][i] = (t1 - t0) - (t2 - t1) - (t3 - t2);
            times[1][i] = t1 - t0;
            times[2][i] = t2 - t1;
            times[3][i++] = t3 - t2;
        }
    }
    has(&ours, n - 1);
    has(&here, n - 1);
    printf("%.9f %.9f %.9f %.9f\n", median(times[0], n), median(times[1], n), median(times[2], n), median(times[3], n));
    return 0;
}

static void copy(struct device *d, char *host, size_t size, int reads)
{
    check(reads ? clEnqueueReadBuffer(d->queue, d->memory, CL_TRUE, 0, size, host, 0, NULL, NULL) : clEnqueueWriteBuffer(d->queue, d->memory, CL_TRUE, 0, size, host, 0, NULL, NULL), "copy");
    finish(d);
}

static double copies(size_t size, int n, int reads)
{
    int status;
    struct device d = only_device();
    char *host = aligned_alloc(4096, size);
    memset(host, 1, size);
    d.memory = clCreateBuffer(d.context, CL_MEM_READ_WRITE, size, NULL, &status);
    check(status, "buffer");
    double t = now();
    do
        copy(&d, host, size, reads);
    while (!is_warm(t));
    t = now();
    for (int i = 0; i < n; i++)
        copy(&d, host, size, reads);
    return (now() - t) / n;
}

int main(int argc, char **argv)
{
    double t = -1;
    if (argc == 3 && !strcmp(argv[1], "launch"))
        t = launches(atoi(argv[2]), 0, 1);
    else if (argc == 3 && !strcmp(argv[1], "idle"))
        t = launches(atoi(argv[2]), 0, 0);
    else if (argc == 3 && !strcmp(argv[1], "finish"))
        t = launches(atoi(argv[2]), 1, 1);
    else if (argc == 4 && (!strcmp(argv[1], "write") || !strcmp(argv[1], "read")))
        t = copies((size_t)atoi(argv[2]) << 20, atoi(argv[3]), argv[1][0] == 'r');
    else if (argc == 5 && !strcmp(argv[1], "pong"))
        t = talk(argv + 2, 1, 1, atoi(argv[4]));
    else if (argc == 6 && !strcmp(argv[1], "stream"))
        t = talk(argv + 2, (uint64_t)atoi(argv[4]) << 20, 1, atoi(argv[5]));
    else if (argc == 6 && !strcmp(argv[1], "fetch"))
        t = talk(argv + 2, 1, (uint64_t)atoi(argv[4]) << 20, atoi(argv[5]));
    else if (argc == 5 && !strcmp(argv[1], "beyond"))
        return beyond(argv + 2);
    else if (argc == 4 && !strcmp(argv[1], "serve"))
        return serve(argv + 2);
    if (t < 0)
    {
        fprintf(stderr, "unknown words; see the top of the source\n");
        return 64;
    }
    printf("%.9f\n", t);
    return 0;
}

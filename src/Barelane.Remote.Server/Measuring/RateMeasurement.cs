using System.Diagnostics;
using System.Text;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Measuring;

/// <summary>A program that measures the first device that this process's OpenCL has: in a process of its own, whose environment says which that is.</summary>
public static unsafe class RateMeasurement
{
    private const int Launches = 20_000;
    private const int Waited = 200;
    private const int Copies = 5;
    private const string Source = "kernel void nothing(global int *a) { }";

    /// <summary>Measures with a buffer of so many bytes.</summary>
    public static MeasuredRates Run(string library, int bytes)
    {
        try
        {
            Cl.LoadFrom(library);
            return Measure(bytes);
        }
        catch (Exception e) when (e is InvalidOperationException or DllNotFoundException)
        {
            return new MeasuredRates { Problem = e.Message };
        }
    }

    private static MeasuredRates Measure(int bytes)
    {
        uint count;
        int status;
        nint platform;
        nint device;
        Check(Cl.GetPlatformIDs(1, &platform, &count), "no server's devices are there");
        Check(Cl.GetDeviceIDs(platform, ulong.MaxValue >> 32, 1, &device, &count), "the server shows no device");
        var context = Cl.CreateContext(null, 1, &device, null, null, &status);
        Check(status, "no context");
        var queue = Cl.CreateCommandQueue(context, device, 0, &status);
        Check(status, "no queue");
        var buffer = Cl.CreateBuffer(context, 1, (nuint)bytes, null, &status);
        Check(status, "no buffer");
        var kernel = Kernel(context, device);
        Check(Cl.SetKernelArg(kernel, 0, (nuint)sizeof(nint), &buffer), "no argument");
        nuint one = 1;
        var memory = new byte[bytes];
        fixed (byte* at = memory)
        {
            // What is slow once (pages, the first launch) is not what is measured.
            Check(Cl.EnqueueWriteBuffer(queue, buffer, 1, 0, (nuint)bytes, at, 0, null, null), "no copy");
            Check(Cl.EnqueueNDRangeKernel(queue, kernel, 1, null, &one, null, 0, null, null), "no launch");
            Check(Cl.Finish(queue), "no end");

            var waited = new double[Waited];
            for (var i = 0; i < Waited; i++)
            {
                var begun = Stopwatch.GetTimestamp();
                Check(Cl.EnqueueNDRangeKernel(queue, kernel, 1, null, &one, null, 0, null, null), "no launch");
                Check(Cl.Finish(queue), "no end");
                waited[i] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
            }

            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Launches; i++)
            {
                Check(Cl.EnqueueNDRangeKernel(queue, kernel, 1, null, &one, null, 0, null, null), "no launch");
            }

            Check(Cl.Finish(queue), "no end");
            var launching = Stopwatch.GetElapsedTime(start);
            var (write, read) = (0.0, 0.0);
            for (var i = 0; i < Copies; i++)
            {
                start = Stopwatch.GetTimestamp();
                Check(Cl.EnqueueWriteBuffer(queue, buffer, 1, 0, (nuint)bytes, at, 0, null, null), "no copy");
                write = Math.Max(write, bytes / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
                start = Stopwatch.GetTimestamp();
                Check(Cl.EnqueueReadBuffer(queue, buffer, 1, 0, (nuint)bytes, at, 0, null, null), "no copy");
                read = Math.Max(read, bytes / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            }

            Array.Sort(waited);
            return new MeasuredRates
            {
                Device = Encoding.UTF8.GetString(Cl.Ask(&Cl.GetDeviceInfo, device, 0x102B) ?? []).TrimEnd('\0'),
                LaunchesPerSecond = Math.Round(Launches / launching.TotalSeconds),
                LaunchAndFinishMicroseconds = Math.Round(waited[Waited / 2], 1),
                WriteGigabytesPerSecond = Math.Round(write, 3),
                ReadGigabytesPerSecond = Math.Round(read, 3),
            };
        }
    }

    private static nint Kernel(nint context, nint device)
    {
        int status;
        var source = Encoding.ASCII.GetBytes(Source + '\0');
        var name = Encoding.ASCII.GetBytes("nothing\0");
        fixed (byte* text = source, called = name)
        {
            var at = text;
            var program = Cl.CreateProgramWithSource(context, 1, &at, null, &status);
            Check(status, "no program");
            Check(Cl.BuildProgram(program, 1, &device, null, null, null), "no build");
            var kernel = Cl.CreateKernel(program, called, &status);
            Check(status, "no kernel");
            return kernel;
        }
    }

    private static void Check(int status, string what)
    {
        if (status != 0)
        {
            throw new InvalidOperationException($"OpenCL says {status}: {what}.");
        }
    }
}

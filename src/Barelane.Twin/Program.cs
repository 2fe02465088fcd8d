using Barelane.Twin.Hosting;

return await TwinProgram.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);

using Barelane.FakeHyperV.Hosting;

return await PlayProgram.RunAsync(args, Console.In, Console.Out, Console.Error);

Console.WriteLine("twin");

Console.WriteLine("barelane");

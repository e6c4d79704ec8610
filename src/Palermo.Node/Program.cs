using Palermo.Node.Cli;

return await CommandLine.RunAsync(args);

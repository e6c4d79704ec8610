using Palermo.Bench;

return Workloads.Run(args);

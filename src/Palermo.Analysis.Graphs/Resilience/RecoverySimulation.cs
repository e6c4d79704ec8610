namespace Palermo.Analysis.Graphs;
/// <summary>x</summary>
public static class RecoverySimulation { }

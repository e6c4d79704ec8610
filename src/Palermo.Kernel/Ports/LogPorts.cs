namespace Palermo.Kernel;

/// <summary>What the node keeps beside its records, for documents about what was done with them: the log, what was exchanged, who the node is, and its people.</summary>
public sealed record LogPorts(IAuditLog Audit, IExchangeLog Exchange, INodeIdentity Identity, IPeople People);

namespace Palermo.Kernel;

/// <summary>What a person does with a record. Every one of them is decided, and logged.</summary>
public enum AccessAction { Read, Create, Change, Decide, Export, Share, Erase }

/// <summary>A function that people hold, with the purposes it may work for and what it may do. Deny by default: what is not listed is refused.</summary>
/// <param name="Name">The stable name.</param>
/// <param name="Purposes">Purposes that a holder may state.</param>
/// <param name="Actions">What a holder may do to records that the other rules let him see.</param>
public sealed record Role(string Name, Words Title, ImmutableSet Purposes, IReadOnlyCollection<AccessAction> Actions)
{
    private static readonly AccessAction[] Reads = [AccessAction.Read];
    private static readonly AccessAction[] Analyses = [AccessAction.Read, AccessAction.Export];
    private static readonly AccessAction[] Writes = [AccessAction.Read, AccessAction.Create, AccessAction.Change, AccessAction.Export];
    private static readonly AccessAction[] WritesAndShares = [.. Writes, AccessAction.Share];
    private static readonly AccessAction[] Decides = [.. WritesAndShares, AccessAction.Decide];

    public static readonly Role Investigator = new("investigator", new("Investigator", "Enquêteur", "محقق"),
        [Purpose.Investigation], Writes);
    public static readonly Role Analyst = new("analyst", new("Analyst", "Analyste", "محلل"),
        [Purpose.Investigation, Purpose.BorderManagement, Purpose.Statistics], Writes);
    public static readonly Role LiaisonOfficer = new("liaison-officer", new("Liaison officer", "Officier de liaison", "ضابط اتصال"),
        [Purpose.Investigation, Purpose.BorderManagement, Purpose.Cooperation], WritesAndShares);
    public static readonly Role BorderOfficer = new("border-officer", new("Border officer", "Agent aux frontières", "ضابط حدود"),
        [Purpose.BorderManagement], Writes);
    public static readonly Role FinancialAnalyst = new("financial-analyst", new("Financial-intelligence analyst", "Analyste du renseignement financier", "محلل استخبارات مالية"),
        [Purpose.FinancialIntelligence], WritesAndShares);
    public static readonly Role Prosecutor = new("prosecutor", new("Prosecutor", "Procureur", "مدّع عام"),
        [Purpose.Prosecution, Purpose.Investigation], Decides);
    public static readonly Role RescueCoordinator = new("rescue-coordinator", new("Rescue coordinator", "Coordonnateur de sauvetage", "منسق إنقاذ"),
        [Purpose.Rescue], Decides);
    public static readonly Role ProtectionOfficer = new("protection-officer", new("Protection officer", "Agent de protection", "موظف حماية"),
        [Purpose.Protection], [.. Decides, AccessAction.Erase]); // nobody else may even know of what is to be erased (law 3)
    public static readonly Role ReturnOfficer = new("return-officer", new("Return officer", "Agent chargé des retours", "موظف العودة"),
        [Purpose.Return], Writes);
    public static readonly Role ProgrammeManager = new("programme-manager", new("Programme manager", "Responsable de programme", "مدير برنامج"),
        [Purpose.Cooperation, Purpose.Statistics], WritesAndShares);
    public static readonly Role Monitor = new("monitor", new("Ministerial monitor", "Observateur ministériel", "مراقب وزاري"),
        [Purpose.Statistics], Analyses);
    public static readonly Role Supervisor = new("supervisor", new("Supervisor", "Superviseur", "مشرف"),
        [Purpose.Investigation, Purpose.BorderManagement], Decides);
    public static readonly Role DataProtectionOfficer = new("data-protection-officer", new("Data protection officer", "Délégué à la protection des données", "مسؤول حماية البيانات"),
        [Purpose.Oversight], [AccessAction.Read, AccessAction.Erase]);
    public static readonly Role Administrator = new("administrator", new("Administrator", "Administrateur", "مدير النظام"),
        [Purpose.Administration], Reads);
    /// <summary>The account of a node's folder, for commands without a named person: open statistics and imports, no protection.</summary>
    public static readonly Role Operator = new("operator", new("Operator of the node", "Opérateur du nœud", "مشغّل العقدة"),
        [Purpose.Statistics, Purpose.BorderManagement, Purpose.Administration], Writes);

    /// <summary>What messages of partners may be about: everything but protection, oversight and administration.</summary>
    private static readonly ImmutableSet Exchanged =
    [
        Purpose.Investigation, Purpose.Prosecution, Purpose.BorderManagement, Purpose.FinancialIntelligence, Purpose.Rescue, Purpose.Return, Purpose.Statistics, Purpose.Cooperation,
    ];

    /// <summary>The account under which a node does what messages ask of its own records. No person holds it.</summary>
    public static readonly Role Exchange = new("exchange", new("Exchange of the node", "Échange du nœud", "تبادل العقدة"),
        Exchanged, [AccessAction.Read, AccessAction.Create, AccessAction.Change, AccessAction.Share]);

    /// <summary>A partner node, whose messages bring, change and erase what it owns, and nothing else. No person holds it.</summary>
    public static readonly Role Partner = new("partner", new("Partner node", "Nœud partenaire", "عقدة شريكة"),
        Exchanged, [AccessAction.Read, AccessAction.Create, AccessAction.Change, AccessAction.Erase]);

    /// <summary>Every role, by name.</summary>
    public static IReadOnlyDictionary<string, Role> All { get; } = new[]
    {
        Investigator, Analyst, LiaisonOfficer, BorderOfficer, FinancialAnalyst, Prosecutor, RescueCoordinator, ProtectionOfficer,
        ReturnOfficer, ProgrammeManager, Monitor, Supervisor, DataProtectionOfficer, Administrator, Operator, Exchange, Partner,
    }.ToDictionary(r => r.Name, StringComparer.Ordinal);

    /// <summary>True for a role that people may hold; the others belong to accounts of the node and of its partners.</summary>
    public bool IsForPeople => this != Operator && this != Exchange && this != Partner;

    /// <summary>The roles among these that may work for a purpose.</summary>
    public static IEnumerable<Role> Serving(ImmutableSet roles, string purpose) =>
        roles.Select(All.GetValueOrDefault).OfType<Role>().Where(r => r.Purposes.Contains(purpose));
}

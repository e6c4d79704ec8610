using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>The people of the demo federation. They are made up, and their password is no secret: a demo node says that it is synthetic.</summary>
internal static class DemoPeople
{
    public const string Password = "demo demo demo";

    private static readonly (string Node, string SignInName, string Name, string Organisation, string Language, Role[] Roles, string[] Teams)[] All =
    [
        ("niger", "amina", "Amina Oumarou", "DST Agadez", "fr", [Role.Analyst, Role.BorderOfficer], ["operation-tenere"]),
        ("niger", "ibrahim", "Ibrahim Maman", "Police nationale, Niamey", "fr", [Role.LiaisonOfficer, Role.Investigator], ["operation-tenere"]),
        ("niger", "hadiza", "Hadiza Issoufou", "Direction de l'état civil et des réfugiés", "fr", [Role.ProtectionOfficer], []),
        ("niger", "moussa", "Moussa Abdou", "Police nationale, Niamey", "fr", [Role.Supervisor, Role.DataProtectionOfficer], []),
        ("niger", "admin", "Salif Garba", "Agence nationale de la société de l'information", "fr", [Role.Administrator], []),
        ("italy", "giulia", "Giulia Ferraro", "Polizia di Stato, Roma", "en", [Role.Investigator, Role.Analyst], []),
        ("italy", "luca", "Luca Bianchi", "SCIP, Roma", "en", [Role.LiaisonOfficer, Role.Investigator], []),
        ("italy", "marco", "Marco Deiana", "MRCC Roma", "en", [Role.RescueCoordinator], []),
        ("italy", "chiara", "Chiara Lo Presti", "Procura di Palermo", "en", [Role.Prosecutor], []),
        ("italy", "admin", "Paolo Conti", "Ministero dell'Interno", "en", [Role.Administrator, Role.Supervisor], []),
        ("france", "claire", "Claire Marchand", "OLTIM", "fr", [Role.Investigator, Role.LiaisonOfficer], []),
        ("france", "youssef", "Youssef Benali", "Tracfin", "fr", [Role.FinancialAnalyst], []),
        ("france", "admin", "Luc Perrin", "Ministère de l'Intérieur", "fr", [Role.Administrator, Role.Supervisor], []),
        ("romalyon", "monitor", "Nadia El Fassi", "Roma-Lyon Group", "ar", [Role.Monitor], []),
        ("training", "trainer", "Training partner", "Training partner", "en", [Role.LiaisonOfficer, Role.Administrator], []),
        ("romalyon", "admin", "Thomas Weber", "Roma-Lyon Group", "en", [Role.Administrator, Role.DataProtectionOfficer], []),
    ];

    /// <summary>The people of one node, without credentials.</summary>
    public static IEnumerable<Person> Of(string node) => All.Where(p => p.Node == node)
        .Select(p => new Person(p.SignInName, p.SignInName, p.Name, p.Organisation, ImmutableSet.Of(p.Roles.Select(r => r.Name)), ImmutableSet.Of(p.Teams), null, Tlp.Amber, p.Language, "", ""));
}

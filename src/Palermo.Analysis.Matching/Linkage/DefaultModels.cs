namespace Palermo.Analysis.Matching;

/// <summary>One model for each kind of entity, before any data is seen: comparisons, starting m and u, blocking rules, threshold.</summary>
/// <remarks>
/// m and u are starting values by judgement (entity-matching 1.4 and 4); linkage estimates them anew on the data at hand. No label was used
/// for any number here. Comparisons of fields that a file lacks drop out.
/// </remarks>
public static class DefaultModels
{
    /// <summary>Probability from which a pair is proposed as a link.</summary>
    public const double Threshold = 0.5;

    private static readonly (double M, double U)[] NameRates = [(.75, .004), (.05, .002), (.09, .006), (.03, .003), (.02, .03), (.01, .06), (.05, .895)];
    private static readonly (double M, double U)[] DateRates = [(.75, .0003), (.02, .0008), (.08, .002), (.03, .006), (.05, .02), (.005, .02), (.015, .05), (.05, .9009)];
    private static readonly (double M, double U)[] CodeRates = [(.8, .0003), (.1, .0007), (.02, .01), (.08, .989)];
    private static readonly (double M, double U)[] NumberRates = [(.85, .00005), (.1, .0001), (.005, .01), (.045, .98985)];
    private static readonly (double M, double U)[] TextRates = [(.65, .005), (.12, .002), (.08, .005), (.03, .01), (.12, .978)];
    private static readonly (double M, double U)[] SetRates = [(.7, .0005), (.05, .0005), (.25, .999)];
    private static readonly (double M, double U)[] AmountRates = [(.7, .01), (.15, .02), (.1, .1), (.05, .87)];
    private static readonly (double M, double U)[] OtherRates = [(.5, .02), (.1, .03), (.4, .95)];

    private static readonly string[] Kinds = ["person", "organisation", "vessel", "vehicle", "phone", "document", "account", "handle"];

    /// <summary>The kinds there is a model for.</summary>
    public static IReadOnlyList<string> All => Kinds;

    /// <summary>The default model of a kind.</summary>
    /// <exception cref="ArgumentException">A kind there is no model for; names those there are.</exception>
    public static LinkageModel Of(string kind) => kind switch
    {
        "person" => Model(kind,
            [
                Name(Comparing.GivenName, "givenName"), Name(Comparing.Surname, "surname"), Make("other names", "fullName", Comparing.OtherNames, OtherRates, 1, 0.5),
                Make("birth date", "birthDate", Comparing.Date, DateRates), Make("sex", "sex", Comparing.Category, [(.97, .5), (.03, .5)]),
                Make("nationality", "nationality", Comparing.Set, [(.93, .09), (.001, .001), (.069, .909)], 1),
                Make("birth place", "birthPlace", Comparing.Text, TextRates, 1, 0.5), Make("postcode", "postcode", Comparing.Code, CodeRates, 0.5),
                Make("street", "street", Comparing.Text, TextRates, 1, 0.5), Make("house number", "houseNumber", Comparing.Code, [(.85, .01), (.03, .02), (.02, .02), (.1, .95)], 0.5),
                Make("address line", "addressLine", Comparing.Text, TextRates, 0.5, 0.25), Make("locality", "locality", Comparing.Text, TextRates, 0.5, 0.25),
                Make("occupation", "occupation", Comparing.Text, [(.7, .05), (.03, .01), (.02, .01), (.05, .02), (.2, .91)], 0.5),
                Number("national id", "nationalId"), Number("document", "documentNumber"), Make("phone", "phone", Comparing.Phone, SetRates, 0.5),
                Number("email", "email"), Make("region", "region", Comparing.Category, [(.9, .2), (.1, .8)], 0.5),
                Make("father's name", "fatherName", Comparing.Text, TextRates, 1, 0.5), Make("mother's name", "motherName", Comparing.Text, TextRates, 1, 0.5),
            ],
            [
                new(["nationalId"]), new(["documentNumber"]), new(["phone"]), new(["email"]),
                new(["names"], Train: true), new(["birthDate", "anyName"]), new(["postcode", "anyName"], Train: true), new(["birthDate", "postcode"], Train: true),
                new(["birthDate", "birthPlace"]), new(["birthDate", "locality"]), new(["nameSounds"], Broad: true),
                new(["street", "houseNumber"], Broad: true), new(["birthDate"], Broad: true, Train: true), new(["postcode"], Broad: true),
                new(["anyNameSound", "birthYear"], Broad: true), new(["anyName", "birthPlace"], Broad: true), new(["anyName", "locality"], Broad: true),
                new(["anyName"], Broad: true),
            ]),
        "organisation" => Model(kind,
            [
                Make("name", "organisationName", Comparing.Organisation, TextRates, 1, 0.5), Number("registration number", "registrationNumber"),
                Make("street", "street", Comparing.Text, TextRates, 1, 0.5), Make("postcode", "postcode", Comparing.Code, CodeRates, 0.5),
                Make("locality", "locality", Comparing.Text, TextRates, 0.5, 0.25), Make("country", "country", Comparing.Category, [(.97, .1), (.03, .9)], 1),
                Make("phone", "phone", Comparing.Phone, SetRates, 0.5), Number("account", "iban"),
            ],
            [
                new(["registrationNumber"], Train: true), new(["iban"]), new(["phone"]), new(["organisationName"], Train: true), new(["street", "postcode"], Train: true),
                new(["postcode"], Broad: true), new(["locality"], Broad: true),
            ]),
        "vessel" => Model(kind,
            [
                Number("IMO number", "imo"), Number("MMSI", "mmsi"), Number("call sign", "callSign"), Make("name", "vesselName", Comparing.Vessel, TextRates, 1, 0.5),
                Number("hull number", "hullNumber"), Number("engine serial number", "engineSerial"), Make("length", "length", Comparing.Amount, AmountRates),
                Make("colour", "colour", Comparing.Category, [(.8, .2), (.2, .8)], 1), Make("make", "make", Comparing.Text, TextRates, 1, 0.5),
                Make("flag", "country", Comparing.Category, [(.85, .1), (.15, .9)], 1),
            ],
            [
                new(["imo"], Train: true), new(["mmsi"], Train: true), new(["callSign"]), new(["hullNumber"]), new(["engineSerial"]), new(["vesselName"], Train: true),
                new(["make", "length"], Broad: true),
            ]),
        "vehicle" => Model(kind,
            [
                Number("VIN", "vin"), Number("plate", "plate"), Make("country", "country", Comparing.Category, [(.95, .3), (.05, .7)], 1),
                Make("make and model", "make", Comparing.Text, TextRates, 1, 0.5), Make("colour", "colour", Comparing.Category, [(.85, .2), (.15, .8)], 1), Number("engine serial number", "engineSerial"),
            ],
            [new(["vin"], Train: true), new(["plate"], Train: true), new(["engineSerial"]), new(["make", "colour"], Broad: true, Train: true)]),
        "phone" => Model(kind,
            [Make("number", "phone", Comparing.Phone, SetRates, 0.5), Number("IMEI", "imei"), Number("IMSI", "imsi"), Name(Comparing.GivenName, "givenName"), Name(Comparing.Surname, "surname")],
            [new(["phone"], Train: true), new(["imei"], Train: true), new(["imsi"])]),
        "document" => Model(kind,
            [
                Number("number", "documentNumber"), Make("issuer", "country", Comparing.Category, [(.98, .1), (.02, .9)], 1), Make("type", "documentType", Comparing.Category, [(.98, .5), (.02, .5)]),
                Name(Comparing.GivenName, "givenName"), Name(Comparing.Surname, "surname"), Make("birth date", "birthDate", Comparing.Date, DateRates),
            ],
            [new(["documentNumber"], Train: true), new(["names"], Train: true), new(["birthDate", "anyName"])]),
        "account" => Model(kind,
            [
                Number("IBAN", "iban"), Number("account number", "account"), Make("platform", "platform", Comparing.Category, [(.98, .3), (.02, .7)], 1), Make("date", "date", Comparing.Date, DateRates),
                Make("amount", "amount", Comparing.Amount, AmountRates), Make("memo", "memo", Comparing.Text, TextRates, 1, 0.5),
                Name(Comparing.GivenName, "givenName"), Name(Comparing.Surname, "surname"), Make("holder", "organisationName", Comparing.Organisation, TextRates, 1, 0.5),
            ],
            [new(["iban"], Train: true), new(["account"], Train: true), new(["names"], Train: true), new(["amount"], Train: true), new(["memo"], Train: true)]),
        "handle" => Model(kind,
            [
                Number("platform's number", "platformId"), Number("user name", "handle"), Make("platform", "platform", Comparing.Category, [(.98, .3), (.02, .7)], 1),
                Make("phone", "phone", Comparing.Phone, SetRates, 0.5), Number("email", "email"), Name(Comparing.GivenName, "givenName"), Name(Comparing.Surname, "surname"),
            ],
            [new(["platformId"], Train: true), new(["handle"], Train: true), new(["phone"]), new(["email"]), new(["names"], Train: true)]),
        _ => throw new ArgumentException($"there is no model for '{kind}'; there is one for {string.Join(", ", Kinds)}", nameof(kind)),
    };

    private static LinkageModel Model(string kind, ComparisonModel[] comparisons, BlockingRule[] blocking) =>
        new(kind, LinkageModel.FormatVersion, 1e-4, Threshold, false, comparisons, blocking);

    private static ComparisonModel Name(Comparing compare, string field) =>
        Make(compare == Comparing.GivenName ? "given name" : "surname", field, compare, NameRates, 1, 0.5);

    private static ComparisonModel Number(string name, string field) => Make(name, field, Comparing.Code, NumberRates);

    private static ComparisonModel Make(string name, string field, Comparing compare, (double M, double U)[] rates, double frequency = 0, double fuzzy = 0)
    {
        var names = LevelNames.Of(compare);
        return new(name, field, compare, [.. rates.Select((r, i) => new LevelModel(names[i], r.M, r.U))], frequency, fuzzy);
    }
}

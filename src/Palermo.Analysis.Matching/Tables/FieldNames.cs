using System.Collections.Frozen;

namespace Palermo.Analysis.Matching;

/// <summary>Fields that the default models know, and the column titles under which files have them.</summary>
public static class FieldNames
{
    private static readonly (string Field, string Titles)[] Known =
    [
        ("givenName", "given_name first_name firstname forename given prenom name_given nombre vorname"),
        ("surname", "surname last_name lastname family_name familyname nom nachname apellido"),
        ("fullName", "full_name fullname name complete_name person_name"),
        ("fatherName", "father_name fathername father"),
        ("motherName", "mother_name mothername mother"),
        ("alias", "alias aliases aka nickname"),
        ("birthDate", "birth_date date_of_birth dob birthdate dateofbirth born birthday"),
        ("sex", "sex gender"),
        ("nationality", "nationality nationalities citizenship"),
        ("birthPlace", "birth_place place_of_birth birthplace pob"),
        ("occupation", "occupation profession job"),
        ("houseNumber", "street_number house_number housenumber"),
        ("street", "address_1 address1 street address street_name address_line_1"),
        ("addressLine", "address_2 address2 address_line_2"),
        ("locality", "suburb city town locality place residence"),
        ("postcode", "postcode postal_code zip zipcode zip_code postcode_fake"),
        ("region", "state region province county"),
        ("phone", "phone telephone phone_number mobile msisdn tel"),
        ("email", "email e_mail mail email_address"),
        ("nationalId", "soc_sec_id ssn national_id nationalid social_security_number tax_id"),
        ("documentNumber", "document_number document passport passport_number doc_number"),
        ("organisationName", "organisation_name organization_name company company_name organisation organization"),
        ("registrationNumber", "registration_number company_number reg_no"),
        ("vesselName", "vessel_name ship_name vessel ship"),
        ("imo", "imo imo_number"),
        ("mmsi", "mmsi"),
        ("callSign", "call_sign callsign"),
        ("hullNumber", "hull_number hin cin hull_registration"),
        ("engineSerial", "engine_serial engine_number engine_no"),
        ("length", "length length_m"),
        ("colour", "colour color"),
        ("vin", "vin chassis_number"),
        ("plate", "plate plate_number licence_plate license_plate number_plate"),
        ("make", "make manufacturer brand make_model model"),
        ("imei", "imei"),
        ("imsi", "imsi"),
        ("iban", "iban"),
        ("account", "account account_number wallet"),
        ("handle", "handle username user_name screen_name"),
        ("platform", "platform network"),
        ("platformId", "platform_id user_id account_id"),
        ("country", "country issuer issuing_country flag"),
        ("documentType", "document_type doc_type"),
        ("memo", "memo description narrative reference"),
        ("date", "date transaction_date event_date"),
        ("amount", "amount value sum"),
    ];

    private static readonly FrozenDictionary<string, string> ByTitle = Known
        .SelectMany(k => k.Titles.Split(' ').Append(k.Field).Select(t => (Title: Fold(t), k.Field)))
        .DistinctBy(p => p.Title).ToFrozenDictionary(p => p.Title, p => p.Field);

    /// <summary>All fields known.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(k => k.Field)];

    /// <summary>The field that a column title means, or null when the title is not known. Case, spaces and underscores do not count.</summary>
    public static string? FieldOf(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return ByTitle.GetValueOrDefault(Fold(title));
    }

    private static string Fold(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

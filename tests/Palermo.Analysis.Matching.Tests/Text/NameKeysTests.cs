using CsCheck;

namespace Palermo.Analysis.Matching.Tests;

public class NameKeysTests
{
    private static bool Meet(string a, string b) => NameKeys.Of(a).Intersect(NameKeys.Of(b)).Any();

    [Theory]   // entity-matching.md 3.1: all of one key M-H-M-D, MAMADOU and MHD by class
    [InlineData("MOHAMED"), InlineData("MUHAMMAD"), InlineData("MOHAMMED"), InlineData("MHD"), InlineData("محمد")]
    public void Mohamed_has_the_skeleton_MHMD(string name) => Assert.Contains("MHMD", NameKeys.Of(name));

    [Theory]
    [InlineData("MOHAMED"), InlineData("MUHAMMAD"), InlineData("MOHAMMED"), InlineData("MEHMED"), InlineData("MEHMET"), InlineData("MAMADOU"),
     InlineData("MHD"), InlineData("محمد"), InlineData("Мухаммад"), InlineData("መሐመድ"), InlineData("মোহাম্মদ"), InlineData("Μοχάμεντ")]
    public void Every_form_of_Mohamed_is_in_its_class_or_has_its_skeleton(string name) =>
        Assert.True(NameKeys.Of(name).Contains("1MOHAMED") || Meet(name, "MOHAMED"), string.Join(' ', NameKeys.Of(name)));

    [Theory]   // never ABD alone: it is half a name
    [InlineData("ABD AL-RAHMAN"), InlineData("ABDERRAHMANE"), InlineData("ABDUL RAHMAN"), InlineData("ABDURRAHMAN"), InlineData("Abd-ar-Rahman"),
     InlineData("عبد الرحمن"), InlineData("عبدالرحمن"), InlineData("AbdelRahman")]
    public void Abd_stays_with_its_other_half(string name)
    {
        var keys = NameKeys.Of(name);
        Assert.Contains("ABDRHMN", keys);
        Assert.DoesNotContain("ABD", keys);
    }

    [Theory]   // 3.4, every line; after transliteration, so Arabic script too
    [InlineData("DIALLO JALLOW DJALO جالو Джалло")]
    [InlineData("BA BAH")]
    [InlineData("SOW SO")]
    [InlineData("CAMARA KAMARA كامارا")]
    [InlineData("CONDE KONDEH KONDE")]
    [InlineData("CISSE CEESAY SESAY")]
    [InlineData("DIOP JOBE")]
    [InlineData("DIOUF JOOF JUF")]
    [InlineData("NDIAYE NJIE N'DIAYE")]
    [InlineData("GUEYE GAYE")]
    [InlineData("TRAORE TRAWALLY TARAWALLY")]
    [InlineData("COULIBALY KULIBALY KOULIBALY كوليبالي")]
    [InlineData("KEITA KEITAH كيتا")]
    [InlineData("TOURE TURAY TOURAY توري")]
    [InlineData("OUATTARA WATTARA واتارا")]
    [InlineData("OUEDRAOGO WEDRAOGO")]
    [InlineData("OUSMANE USMAN OUSMAN عثمان")]
    [InlineData("MAMADOU MAMADU MOHAMADOU مامادو")]
    [InlineData("ABDOULAYE ABDULAI")]
    [InlineData("IBRAHIMA EBRIMA BRIMA ابراهيم إبراهيم")]
    [InlineData("SOULEYMANE SULAYMAN SULAIMAN سليمان")]
    [InlineData("FATOUMATA FATOU FATMATA فاطمة")]
    [InlineData("AISSATOU AISHATU ISATOU عائشة")]
    [InlineData("OUMAR UMAR OMAR عمر")]
    public void West_African_spellings_of_one_name_meet(string forms)
    {
        var names = forms.Split(' ');
        foreach (var a in names)
            foreach (var b in names)
                Assert.True(Meet(a, b), $"{a} [{string.Join(' ', NameKeys.Of(a))}] and {b} [{string.Join(' ', NameKeys.Of(b))}]");
    }

    [Theory]   // 3.2, 3.3, 3.5
    [InlineData("Gebremariam", "Gebre Mariam"), InlineData("Kidanemariam", "Kidane"), InlineData("Tesfay", "Tesfaye"), InlineData("ተስፋይ", "Tesfai")]
    [InlineData("ጸጋይ", "Tsegay"), InlineData("Wolde", "Welde"), InlineData("Haile", "Hayle"), InlineData("ኃይለ", "Haile"), InlineData("Segay", "Tzegay")]
    [InlineData("Юлия", "Julija"), InlineData("Ivanova", "Ivanov"), InlineData("Romanoff", "Романов"), InlineData("Елена", "Elena"), InlineData("Щукин", "Schtschukin")]
    [InlineData("Milošević", "Милошевић"), InlineData("Milošević", "Milosevic"), InlineData("Cabdi", "Abdi"), InlineData("Xasan", "Hassan"), InlineData("Cemal", "Jamal"), InlineData("Gamal", "جمال")]
    [InlineData("Gaddafi", "القذافي"), InlineData("Kadhafi", "القذافي"), InlineData("Ramazan", "رمضان"), InlineData("Ramadan", "رمضان"), InlineData("Aïcha", "Aisha")]
    [InlineData("Abou Bakr", "Boubacar"), InlineData("أبو بكر", "Abubakar"), InlineData("Khadija", "خديجة"), InlineData("Mikhail", "Michael"), InlineData("სააკაშვილი", "Saakashvili")]
    [InlineData("الحسن", "Hassan"), InlineData("Al-Hasan", "الحسن"), InlineData("سهيل", "Suhail"), InlineData("فتحي", "Fathi"), InlineData("Youssef", "يوسف")]
    public void Customs_of_spelling_meet(string a, string b) =>
        Assert.True(Meet(a, b), $"{a} [{string.Join(' ', NameKeys.Of(a))}] and {b} [{string.Join(' ', NameKeys.Of(b))}]");

    [Theory]
    [InlineData("Ahmed", "Hassan"), InlineData("Traoré", "Diallo"), InlineData("Abd al-Rahman", "Abd al-Karim"), InlineData("Ivanov", "Petrov")]
    public void Different_names_do_not_meet(string a, string b) => Assert.False(Meet(a, b));

    [Fact]
    public void Articles_connectors_and_initials_give_no_key()
    {
        Assert.Equal(NameKeys.Of("Zuwari"), NameKeys.Of("al-Zuwari"));
        Assert.Equal(NameKeys.Of("Sidi Ahmed"), NameKeys.Of("Sidi ould Ahmed"));
        Assert.Equal(NameKeys.Of("Kwame Mensah"), NameKeys.Of("Kwame K. Mensah"));
    }

    [Fact]
    public void Bidi_controls_tatweel_marks_and_presentation_forms_change_nothing()
    {
        Assert.Equal(NameKeys.Of("محمد"), NameKeys.Of("\u202Bمـحـمَّـد\u202C"));
        Assert.Equal(NameKeys.Of("محمد"), NameKeys.Of("\uFEE3\uFEA4\uFEE4\uFEAA"));
        Assert.Equal(NameKeys.Of("José"), NameKeys.Of("Jose\u0301"));
        Assert.Equal(NameKeys.Of("MARIA"), NameKeys.Of("𝐌𝐚𝐫𝐢𝐚"));
    }

    [Fact]
    public void Keys_by_word_part_the_flat_list()
    {
        var words = NameKeys.ByWord("Mamadou Diallo");
        Assert.Equal(2, words.Count);
        Assert.Contains("1MOHAMED", words[0]);
        Assert.Contains("JL", words[1]);
    }

    [Fact]
    public void Hashes_follow_keys_one_to_one_and_whatever_is_read_keys_are_capital_letters_and_digits() =>
        Gen.String[Gen.Char, 0, 40].Sample(name =>
        {
            var keys = NameKeys.Of(name);
            Span<ulong> hashes = stackalloc ulong[NameKeys.MaxKeys];
            var n = NameKeys.Hashes(name, hashes);
            Assert.Equal(keys.Count, n);
            Assert.Equal(keys.Count, hashes[..n].ToArray().Distinct().Count());
            Assert.All(keys, k => Assert.True(k.Length > 0 && k.All(char.IsAsciiLetterOrDigit) && k == k.ToUpperInvariant(), k));
        });

    [Fact]
    public void A_name_of_a_megabyte_costs_no_more_than_a_long_one()
    {
        Assert.InRange(NameKeys.Of(new string('a', 1 << 20)).Count, 0, NameKeys.MaxKeys);
        Assert.InRange(NameKeys.Of(string.Concat(Enumerable.Repeat("Mohammed Chouaib ", 60_000))).Count, 1, NameKeys.MaxKeys);
        Assert.Empty(NameKeys.Of("😀\u202E\uD800 -- '"));
    }

    /// <summary>Keys are stored beside records: a change here needs a new NameKeys.Version.</summary>
    [Fact]
    public void Keys_of_version_1_stay_what_they_are()
    {
        Assert.Equal(1, NameKeys.Version);
        Assert.Equal("MHMD 1MOHAMED ABDRHMN QRF", string.Join(' ', NameKeys.Of("Mohamed Abd al-Rahman Sharif").Take(4)));
    }

    [Fact]
    public void A_dictionary_line_that_is_wrong_is_named()
    {
        var wrong = Assert.Throws<FormatException>(() => EquivalenceClasses.Parse(new StringReader("version 3\nDIALLO = JALLOW\nBAD LINE"), "mine.txt"));
        Assert.Contains("mine.txt line 3", wrong.Message);
        var twice = Assert.Throws<FormatException>(() => EquivalenceClasses.Parse(new StringReader("A = BC\nD = BC"), "mine.txt"));
        Assert.Contains("one class only", twice.Message);
        Assert.Equal(3, EquivalenceClasses.Parse(new StringReader("version 3\nDIALLO = JALLOW")).Version);
    }
}

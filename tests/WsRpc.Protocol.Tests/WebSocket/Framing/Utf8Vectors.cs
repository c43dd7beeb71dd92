namespace WsRpc.Protocol.Tests.WebSocket;

/// <summary>
/// The field's UTF-8 cases, groups 6.5 to 6.23 of the Autobahn test suite: title, then number:octets of the texts that are
/// valid and of those that are not.
/// </summary>
internal static class Utf8Vectors
{
    private static readonly (string Group, string Title, string Valid, string Invalid)[] Groups =
    [
        ("6.5", "Some valid UTF-8 sequences",
            "1:68656c6c6f24776f726c64 2:68656c6c6fc2a2776f726c64 3:68656c6c6fe282ac776f726c64 4:68656c6c6ff0a4ada2776f726c64 5:cebae1bdb9cf83cebcceb5",
            ""),
        ("6.6", "All prefixes of a valid UTF-8 string that contains multi-byte code points",
            "2:ceba 5:cebae1bdb9 7:cebae1bdb9cf83 9:cebae1bdb9cf83cebc 11:cebae1bdb9cf83cebcceb5",
            "1:ce 3:cebae1 4:cebae1bd 6:cebae1bdb9cf 8:cebae1bdb9cf83ce 10:cebae1bdb9cf83cebcce"),
        ("6.7", "First possible sequence of a certain length",
            "1:00 2:c280 3:e0a080 4:f0908080",
            ""),
        ("6.8", "First possible sequence length 5/6 (invalid codepoints)",
            "",
            "1:f888808080 2:fc8480808080"),
        ("6.9", "Last possible sequence of a certain length",
            "1:7f 2:dfbf 3:efbfbf 4:f48fbfbf",
            ""),
        ("6.10", "Last possible sequence length 4/5/6 (invalid codepoints)",
            "",
            "1:f7bfbfbf 2:fbbfbfbfbf 3:fdbfbfbfbfbf"),
        ("6.11", "Other boundary conditions",
            "1:ed9fbf 2:ee8080 3:efbfbd 4:f48fbfbf",
            "5:f4908080"),
        ("6.12", "Unexpected continuation bytes",
            "",
            "1:80 2:bf 3:80bf 4:80bf80 5:80bf80bf 6:80bf80bf80 7:80bf80bf80bf 8:808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbe"),
        ("6.13", "Lonely start characters",
            "",
            "1:c020c120c220c320c420c520c620c720c820c920ca20cb20cc20cd20ce20cf20d020d120d220d320d420d520d620d720d820d920da20db20dc20dd20de20 2:e020e120e220e320e420e520e620e720e820e920ea20eb20ec20ed20ee20 3:f020f120f220f320f420f520f620 4:f820f920fa20 5:fc20"),
        ("6.14", "Sequences with last continuation byte missing",
            "",
            "1:c0 2:e080 3:f08080 4:f8808080 5:fc80808080 6:df 7:efbf 8:f7bfbf 9:fbbfbfbf 10:fdbfbfbfbf"),
        ("6.15", "Concatenation of incomplete sequences",
            "",
            "1:c0e080f08080f8808080fc80808080dfefbff7bfbffbbfbfbffdbfbfbfbf"),
        ("6.16", "Impossible bytes",
            "",
            "1:fe 2:ff 3:fefeffff"),
        ("6.17", "Examples of an overlong ASCII character",
            "",
            "1:c0af 2:e080af 3:f08080af 4:f8808080af 5:fc80808080af"),
        ("6.18", "Maximum overlong sequences",
            "",
            "1:c1bf 2:e09fbf 3:f08fbfbf 4:f887bfbfbf 5:fc83bfbfbfbf"),
        ("6.19", "Overlong representation of the NUL character",
            "",
            "1:c080 2:e08080 3:f0808080 4:f880808080 5:fc8080808080"),
        ("6.20", "Single UTF-16 surrogates",
            "",
            "1:eda080 2:edadbf 3:edae80 4:edafbf 5:edb080 6:edbe80 7:edbfbf"),
        ("6.21", "Paired UTF-16 surrogates",
            "",
            "1:eda080edb080 2:eda080edbfbf 3:edadbfedb080 4:edadbfedbfbf 5:edae80edb080 6:edae80edbfbf 7:edafbfedb080 8:edafbfedbfbf"),
        ("6.22", "Non-character code points (valid UTF-8)",
            "1:efbfbe 2:efbfbf 3:f09fbfbe 4:f09fbfbf 5:f0afbfbe 6:f0afbfbf 7:f0bfbfbe 8:f0bfbfbf 9:f18fbfbe 10:f18fbfbf 11:f19fbfbe 12:f19fbfbf 13:f1afbfbe 14:f1afbfbf 15:f1bfbfbe 16:f1bfbfbf 17:f28fbfbe 18:f28fbfbf 19:f29fbfbe 20:f29fbfbf 21:f2afbfbe 22:f2afbfbf 23:f2bfbfbe 24:f2bfbfbf 25:f38fbfbe 26:f38fbfbf 27:f39fbfbe 28:f39fbfbf 29:f3afbfbe 30:f3afbfbf 31:f3bfbfbe 32:f3bfbfbf 33:f48fbfbe 34:f48fbfbf",
            ""),
        ("6.23", "Unicode specials (i.e. replacement char)",
            "1:efbfb9 2:efbfba 3:efbfbb 4:efbfbc 5:efbfbd 6:efbfbe 7:efbfbf",
            ""),
    ];

    public static TheoryData<string, string> Valid => Rows(group => group.Valid);

    public static TheoryData<string, string> Invalid => Rows(group => group.Invalid);

    private static TheoryData<string, string> Rows(Func<(string Group, string Title, string Valid, string Invalid), string> select)
    {
        var rows = new TheoryData<string, string>();
        foreach (var group in Groups)
        {
            foreach (var item in select(group).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var (number, octets) = (item.Split(':')[0], item.Split(':')[1]);
                rows.Add($"{group.Group}.{number} {group.Title}", octets);
            }
        }

        return rows;
    }
}

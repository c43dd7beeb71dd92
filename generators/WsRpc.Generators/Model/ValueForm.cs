namespace WsRpc.Generators.Model;

/// <summary>In which form a parameter or a result crosses the wire.</summary>
internal enum ValueForm
{
    /// <summary>As its JSON.</summary>
    Json,

    /// <summary>An <c>IProgress&lt;T&gt;</c>: as a token under which reports come back.</summary>
    Progress,

    /// <summary>Octets: as base64, or beside the JSON.</summary>
    Binary,

    /// <summary>An <c>IAsyncEnumerable&lt;T&gt;</c>: as a reference, whose items come one after the other.</summary>
    Stream,

    /// <summary>An object behind a contract, which stays where it is: as a handle by which it is called.</summary>
    Reference,
}

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>Valid messages of every kind, ASCII, without white space around them: material for truncation, mutation and the like.</summary>
internal static class ExampleMessages
{
    public static readonly string[] All =
    [
        """{"jsonrpc":"2.0","id":7,"method":"chat.join","params":["lobby",1.5e3,true,null]}""",
        """{"jsonrpc":"2.0","id":"a\"b","method":"chat.post","params":{"room":"lobby","text":"a\u00fc\n"}}""",
        """{"jsonrpc":"2.0","id":null,"method":"chat\u002ejoin"}""",
        """{"jsonrpc":"2.0","method":"chat.typing","params":[[[{}]]]}""",
        """{"jsonrpc":"2.0","id":7,"result":{"token":2,"values":[1,2]}}""",
        """{"jsonrpc":"2.0","id":-9223372036854775808,"result":null}""",
        """{"jsonrpc":"2.0","id":8,"error":{"code":-32000,"message":"a \"b\"","data":{"type":null,"inner":[1]}}}""",
        """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":9}}""",
        """[{"jsonrpc":"2.0","id":1,"method":"sum"},{"jsonrpc":"2.0","method":"x"}]""",
    ];

    public static TheoryData<string> Theory => new(All);
}

namespace WsRpc.Protocol.Tests.JsonRpc;

/// <summary>Messages in the form that serializers write by default, which has a reader of its own.</summary>
internal static class CompactMessages
{
    public static readonly string[] All =
    [
        """{"jsonrpc":"2.0","id":7,"method":"chat.join","params":["lobby",-1.5e+3,true,null]}""",
        """{"jsonrpc":"2.0","id":281474976710657,"method":"add","params":[2,40]}""",
        """{"jsonrpc":"2.0","id":0,"method":"chat.join"}""",
        """{"jsonrpc":"2.0","id":-12,"method":"","params":[]}""",
        """{"jsonrpc":"2.0","id":999999999999999999,"method":"chat.ü","params":{}}""",
        """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":9}}""",
        """{"jsonrpc":"2.0","method":"chat.typing","params":[[[{}]],{"a":[],"b":{"c":"d"}}]}""",
        """{"jsonrpc":"2.0","method":"x"}""",
        """{"jsonrpc":"2.0","id":7,"method":"x","params":[],"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","tracestate":"a=b","timeout":1500,"parent":12}""",
        """{"jsonrpc":"2.0","id":7,"method":"x","params":{},"traceparent":"","timeout":0}""",
        """{"jsonrpc":"2.0","method":"x","params":[1],"tracestate":"ü","timeout":999999999,"parent":999999999999999999}""",
        """{"jsonrpc":"2.0","id":7,"result":null}""",
        """{"jsonrpc":"2.0","id":7,"result":-0.0E-0}""",
        """{"jsonrpc":"2.0","id":7,"result":"a\u00fC\n\\\"ü😀\u007f"}""",
        """{"jsonrpc":"2.0","id":7,"result":{"token":2,"values":[1,2],"finished":false}}""",
        """{"jsonrpc":"2.0","id":8,"error":{"code":-32000,"message":"a \"b\"","data":{"type":null,"inner":[1]}}}""",
        """{"jsonrpc":"2.0","id":8,"error":{"code":0,"message":""}}""",
    ];

    public static TheoryData<string> Theory => new(All);
}

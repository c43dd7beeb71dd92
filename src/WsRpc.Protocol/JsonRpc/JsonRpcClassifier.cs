namespace WsRpc.Protocol.JsonRpc;

/// <summary>Decides which message a set of members is, in the order of docs/protocol.md, "Which message is it".</summary>
internal static class JsonRpcClassifier
{
    public static JsonRpcEnvelope Classify(in JsonRpcMembers members)
    {
        if (members.HasMethod)
        {
            return Call(members);
        }

        if (!members.Result.IsEmpty)
        {
            return Result(members);
        }

        return members.HasError ? Error(members) : Neither(members);
    }

    private static JsonRpcEnvelope Call(in JsonRpcMembers members)
    {
        var problem = members.VersionProblem ?? members.IdProblem ?? members.MethodProblem ?? members.ParamsProblem;
        if (problem is not null)
        {
            return JsonRpcEnvelope.Invalid(OrNull(members.Id), problem);
        }

        var isRequest = members.Id.Kind != JsonRpcIdKind.Absent;
        return new()
        {
            Kind = isRequest ? JsonRpcMessageKind.Request : JsonRpcMessageKind.Notification,
            Id = members.Id,
            Name = members.Method,
            Value = members.Params,
            ParamsKind = members.ParamsKind,
            Number = isRequest ? members.TimeoutMs : 0,
            ParentId = isRequest ? members.ParentId : 0,
            Credit = isRequest ? members.Credit : 0,
            Rare = members.UnescapedMethod is null && members.TraceParent.IsEmpty && members.TraceState.IsEmpty
                ? null
                : new(members.UnescapedMethod, members.TraceParent, members.TraceState),
        };
    }

    private static JsonRpcEnvelope Result(in JsonRpcMembers members)
    {
        var problem = members.VersionProblem ?? members.IdProblem;
        return problem is null
            ? new() { Kind = JsonRpcMessageKind.Result, Id = members.Id, Value = members.Result }
            : BrokenResponse(members, problem);
    }

    private static JsonRpcEnvelope Error(in JsonRpcMembers members)
    {
        var problem = members.VersionProblem ?? members.IdProblem ?? members.Error.Problem;
        if (problem is not null)
        {
            return BrokenResponse(members, problem);
        }

        return new()
        {
            Kind = JsonRpcMessageKind.Error,
            Id = members.Id,
            Number = members.Error.Code,
            Name = members.Error.Message,
            Value = members.Error.Data,
        };
    }

    // {"id":5} is what JSON.stringify makes of a result that is undefined: call 5 should hear of it.
    private static JsonRpcEnvelope Neither(in JsonRpcMembers members)
    {
        const string Problem = "a message must have a method, a result or an error";
        return members.Id.Kind is JsonRpcIdKind.Integer or JsonRpcIdKind.String
            ? BrokenResponse(members, Problem)
            : JsonRpcEnvelope.Invalid(JsonRpcId.Null, members.IdProblem ?? Problem);
    }

    private static JsonRpcEnvelope BrokenResponse(in JsonRpcMembers members, string problem)
        => JsonRpcEnvelope.Invalid(JsonRpcId.Null, problem, responseId: OrNull(members.Id));

    private static JsonRpcId OrNull(JsonRpcId id) => id.Kind == JsonRpcIdKind.Absent ? JsonRpcId.Null : id;
}

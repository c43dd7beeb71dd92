using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using WsRpc.Generators.Model;

namespace WsRpc.Generators.Parsing;

/// <summary>Turns a contract that passed every rule into its model. All names are chosen here; emitters only print.</summary>
internal sealed class ModelBuilder
{
    // Members that every generated class has or that its code names, so that no method may take them.
    private static readonly string[] ReservedIds =
        ["Register", "RpcContracts", "TryDispatch", "CreateEventSource", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private readonly UniqueNames _ids;
    private readonly JsonTypes _jsonTypes;
    private readonly CalledTypes _called;

    private ModelBuilder(UniqueNames ids, UniqueNames fields, CalledTypes called) => (_ids, _jsonTypes, _called) = (ids, new(fields), called);

    public static ContractModel Build(
        INamedTypeSymbol contract, ServiceAttribute settings, IReadOnlyList<IMethodSymbol> methods, IReadOnlyList<string> wireNames,
        IReadOnlyList<IEventSymbol> events, IReadOnlyList<string> eventNames, ContractReport report)
    {
        var name = GeneratedNames.Of(contract);
        var fields = FieldsBeside(methods);
        var channel = fields.Take("_channel", "_rpcChannel");
        var service = fields.Take("_service", "_rpcService");
        var ids = new UniqueNames([.. ReservedIds, $"{name}Contract", $"{name}Dispatcher"]);
        var jsonContext = settings.JsonContext?.ToCodeWithoutAnnotation();
        var mentionsObsolete = MentionsObsolete(contract, settings, [.. methods, .. Delegates.CalledBy(methods)], events);
        var called = new CalledTypes(name, ids, (type, id, within) => BuildDelegate(type, id, jsonContext, within));
        var builder = new ModelBuilder(ids, fields, called);
        var prefix = WireNames.PrefixOf(contract, settings);
        var memberNames = contract.AllInterfaces.Prepend(contract).SelectMany(static type => type.GetMembers()).ToLookup(static member => member.Name);
        var models = methods.Select((method, i) => builder.BuildMethod(method, wireNames[i], MethodSettings.ParamsOf(method, settings), IsAmbiguous(method, contract, memberNames))).ToList();
        var eventModels = events.Select((@event, i) => builder.BuildEvent(@event, eventNames[i], IsAmbiguous(@event, contract, memberNames))).ToList();
        return new()
        {
            IsDelegate = false,
            DisplayName = contract.ToFullName(),
            Interface = contract.ToCodeWithoutAnnotation(),
            HintName = contract.ToFullName(),
            ServiceName = prefix.Length > 0 ? prefix : contract.ToFullName(),
            ContractClass = $"{name}Contract",
            ProxyClass = $"{name}Proxy",
            DispatcherClass = $"{name}Dispatcher",
            ChannelField = channel,
            ServiceField = service,
            Callback = settings.Callback?.ToCodeWithoutAnnotation(),
            JsonContext = jsonContext,
            IsOrdered = settings.IsOrdered,
            MentionsObsolete = mentionsObsolete,
            Methods = new(models),
            Events = new(eventModels),
            JsonTypes = builder._jsonTypes.ToModel(),
            Delegates = called.Delegates,
            Observers = called.Observers,
            Base = BaseParser.Parse(contract, methods, models, events, eventModels, report),
        };
    }

    private static ContractModel BuildDelegate(INamedTypeSymbol type, string name, string? jsonContext, CalledTypes called)
    {
        var invoke = type.DelegateInvokeMethod!;
        var fields = FieldsBeside([invoke]);
        var channel = fields.Take("_channel", "_rpcChannel");
        var service = fields.Take("_delegate", "_rpcDelegate");
        var builder = new ModelBuilder(new([.. ReservedIds, $"{name}Contract", $"{name}Dispatcher"]), fields, called);
        var method = builder.BuildMethod(invoke, "invoke", form: null, isAmbiguous: false);
        return new()
        {
            IsDelegate = true,
            DisplayName = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToShortName(),
            Interface = type.ToCodeWithoutAnnotation(),
            HintName = "",
            ServiceName = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToShortName(),
            ContractClass = $"{name}Contract",
            ProxyClass = $"{name}Proxy",
            DispatcherClass = $"{name}Dispatcher",
            ChannelField = channel,
            ServiceField = service,
            Callback = null,
            JsonContext = jsonContext,

            // Nobody waits for a notification before the next is sent, and yet the next must not overtake it.
            IsOrdered = method.IsNotification,
            MentionsObsolete = false,
            Methods = new([method]),
            Events = new([]),
            JsonTypes = builder._jsonTypes.ToModel(),
            Delegates = new([]),
            Observers = new([]),
            Base = null,
        };
    }

    private static UniqueNames FieldsBeside(IReadOnlyList<IMethodSymbol> methods) =>
        new(methods.SelectMany(static method => method.Parameters).Select(static parameter => parameter.Name));

    private MethodModel BuildMethod(IMethodSymbol method, string wireName, string? form, bool isAmbiguous)
    {
        var id = IdOf(WireNames.WithoutAsync(method.Name), "Method");
        var locals = new UniqueNames(method.Parameters.Select(static parameter => parameter.Name));
        var token = method.Parameters.LastOrDefault(static parameter => Travel.IsCancellationToken(parameter.Type));
        return new()
        {
            Id = _ids.Take(id, id + "Method"),
            Name = method.Name.Escape(),
            WireName = wireName,
            WireLength = Encoding.UTF8.GetByteCount(wireName),
            Interface = method.ContainingType.ToCodeWithoutAnnotation(),
            IsAmbiguous = isAmbiguous,
            Disposes = Travel.IsDisposable(method.ContainingType) || method.ContainingType.Is("System", "IAsyncDisposable"),
            IsNotification = MethodNaming.IsNotification(method),
            Params = form,
            Queue = NotificationQueue.Of(method),
            KeyIndex = NotificationQueue.KeyIndexOf(method),
            Faults = new(Faults.Of(method).Select(static fault => new FaultModel(fault.Code, fault.Type.ToCodeWithoutAnnotation()))),
            TimeoutMilliseconds = MethodSettings.TimeoutOf(method) ?? 0,
            StreamBuffer = MethodSettings.StreamBufferOf(method),
            IsBarrier = MethodSettings.IsBarrier(method),
            Parameters = new(method.Parameters.Where(parameter => !SymbolEqualityComparer.Default.Equals(parameter, token)).Select(BuildParameter)),
            Result = BuildResult(method.ReturnType),
            CancellationToken = token?.Name.Escape(),
            CancellationTokenIsOptional = token is { HasExplicitDefaultValue: true },
            CallLocal = locals.Take("call", "rpcCall"),
            ArgumentsLocal = locals.Take("arguments", "rpcArguments"),
        };
    }

    // An upper-case first letter keeps it apart from fields and locals.
    private static string IdOf(string member, string kind)
    {
        var name = member.TrimStart('_');
        return name.Length == 0 || char.IsDigit(name[0]) ? kind + name : char.ToUpperInvariant(name[0]) + name.Substring(1);
    }

    private EventModel BuildEvent(IEventSymbol @event, string wireName, bool isAmbiguous)
    {
        var id = IdOf(@event.Name, "Event");
        return new()
        {
            Id = _ids.Take(id, id + "Event"),
            Name = @event.Name.Escape(),
            WireName = wireName,
            Interface = @event.ContainingType.ToCodeWithoutAnnotation(),
            IsAmbiguous = isAmbiguous,
            HandlerType = @event.Type.ToCode(),
            HandlerIsNullable = @event.Type.NullableAnnotation == NullableAnnotation.Annotated,
            Queue = EventNaming.QueueOf(@event),
            Argument = EventRules.ArgumentOf(@event) is { } argument ? BuildArgument(argument) : null,
        };
    }

    private EventArgumentModel BuildArgument(ITypeSymbol type) => new()
    {
        Type = type.ToCode(),
        DisplayType = type.ToShortName(),
        AcceptsNull = type.AcceptsNull(),
        JsonField = _jsonTypes.FieldOf(type),
    };

    private ParameterModel BuildParameter(IParameterSymbol parameter)
    {
        var (type, form) = (parameter.Type, ValueForms.Of(parameter.Type));
        return new()
        {
            WireName = parameter.Name,
            Name = parameter.Name.Escape(),
            Type = type.ToCode(),
            Form = form,
            Contract = _called.ContractOf(type),
            OutlivesCall = form == ValueForm.Reference && Outlives(parameter),
            AcceptsNull = type.AcceptsNull(),
            JsonField = JsonTypes.IsPrimitive(type) || form is ValueForm.Binary or ValueForm.Reference ? null : _jsonTypes.FieldOf(ValueForms.ContentOf(type)),
            Default = DefaultValues.ToCode(parameter),
        };
    }

    private ResultModel BuildResult(ITypeSymbol type)
    {
        var value = Results.ValueOf(type);
        var form = value is null ? ValueForm.Json : ValueForms.Of(value);
        var isDirect = value is null || form is ValueForm.Binary or ValueForm.Reference || JsonTypes.IsPrimitive(value) && !value.AcceptsNull();
        return new()
        {
            IsValueTask = Results.IsValueTask(type),
            IsVoid = type.SpecialType == SpecialType.System_Void,
            IsBare = Travel.IsStream(type),
            Type = value?.ToCode(),
            DisplayType = value?.ToShortName(),
            Form = form,
            JsonField = isDirect ? null : _jsonTypes.FieldOf(form == ValueForm.Stream ? ValueForms.ContentOf(value!) : value!),
        };
    }

    // That is what the last two are for.
    private static bool Outlives(IParameterSymbol parameter) =>
        parameter.FindAttribute("WsOutlivesCallAttribute") is not null || Travel.IsObserver(parameter.Type) || Travel.IsDisposable(parameter.Type);

    // The contract's own members hide those of its bases; the members of two bases may get in each other's way.
    private static bool IsAmbiguous(ISymbol member, INamedTypeSymbol contract, ILookup<string, ISymbol> members) =>
        !SymbolEqualityComparer.Default.Equals(member.ContainingType, contract)
        && members[member.Name].Any(other => !SymbolEqualityComparer.Default.Equals(other.ContainingType, member.ContainingType));

    private static bool MentionsObsolete(INamedTypeSymbol contract, ServiceAttribute settings, IReadOnlyList<IMethodSymbol> methods, IReadOnlyList<IEventSymbol> events) =>
        contract.IsObsolete()
        || settings.Callback is { } callback && callback.IsObsolete()
        || settings.JsonContext is { } context && context.IsObsolete()
        || methods.Any(static method => method.IsObsolete()
            || method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType)
                .SelectMany(static type => type.SelfAndParts()).Any(static type => type.IsObsolete()))
        || events.Any(static @event => @event.IsObsolete() || @event.Type.SelfAndParts().Any(static type => type.IsObsolete()));
}

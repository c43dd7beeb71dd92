using WsRpc.Soak;

try
{
    var options = SoakOptions.Parse(args);
    var tally = await new SoakRun(options, Works.All, Console.WriteLine).RunAsync();
    foreach (var work in Works.All)
    {
        Console.WriteLine($"{tally.Of(work),14:N0} {work.Name}");
    }

    await new BroadcastRun(options.Connections, Console.WriteLine).RunAsync();
    Console.WriteLine("Nothing was lost that was not killed, nothing stays, nothing grows.");
    return 0;
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(SoakOptions.Usage);
    return 2;
}
catch (Exception exception)
{
    Console.Error.WriteLine(exception);
    return 1;
}

package b3.stack.gamma;

import b3.schema.calendar.BusinessDays;
import b3.stack.access.UsageException;
import b3.stream.gamma.GammaCalculator;
import b3.stream.gamma.files.GammaFile;
import b3.stream.gamma.files.GammaFile.CsvMarket;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Computes the levels of an option chain in a file, without any server, and prints them as JSON. */
@Command(name = "gamma")
public final class GammaCommand implements Callable<Integer> {

    @Parameters(index = "0")
    Path file = Path.of("");

    @Option(names = "--spot")
    @Nullable
    Double spot;

    @Option(names = "--valuation")
    @Nullable
    String valuation;

    @Option(names = "--rate")
    @Nullable
    Double rate;

    @Option(names = "--underlying", defaultValue = "")
    String underlying = "";

    @Option(names = "--model", defaultValue = "bsm")
    String model = "bsm";

    @Option(names = "--forward")
    Map<String, Double> forwards = Map.of();

    @Option(names = "--tick")
    @Nullable
    Double tick;

    @Option(names = "--hedge-multiplier")
    @Nullable
    Double hedgeMultiplier;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": expected a UTF-8 file (" + e + ")");
        }
        try {
            GammaInputs inputs = text.stripLeading().startsWith("{") ? json(text) : csv(text);
            spec.commandLine().getOut().println(GammaFile.write(GammaCalculator.calculate(inputs)));
            return 0;
        } catch (GammaFile.UnreadableException e) {
            throw new UsageException(file + ": " + e.getMessage());
        }
    }

    private GammaInputs json(String text) {
        return GammaFile.readJson(text, (from, to) -> BusinessDays.knownOn(from).between(from, to));
    }

    private GammaInputs csv(String text) {
        if (spot == null || valuation == null || rate == null) {
            throw new UsageException("a CSV chain needs --spot, --valuation and --rate");
        }
        LocalDate day = day("--valuation", valuation);
        Map<LocalDate, Double> byExpiry = new LinkedHashMap<>();
        forwards.forEach((expiry, forward) -> byExpiry.put(day("--forward", expiry), forward));
        CsvMarket market = new CsvMarket(underlying, day, spot, rate, model(), byExpiry, tick, hedgeMultiplier);
        BusinessDays calendar = BusinessDays.knownOn(day);
        return GammaFile.readCsv(text, market, calendar::between);
    }

    private Model model() {
        return switch (model.toLowerCase(Locale.ROOT)) {
            case "bsm" -> Model.SPOT;
            case "black76" -> Model.FUTURES;
            default -> throw new UsageException("--model: expected bsm or black76, saw \"" + model + "\"");
        };
    }

    private static LocalDate day(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException(option + ": expected a date like 2025-02-03, saw \"" + text + "\"");
        }
    }
}

package b3.collector.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.fetch.Fetched;
import b3.collector.testing.LocalSource;
import b3.schema.Feeds;
import b3.schema.jobs.Job.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class DailyFileCollectorTest {

    private static final byte[] REPORT = zip("report.xml", "<Document/>".getBytes(UTF_8));
    private static final byte[] EMPTY = Arrays.copyOf(new byte[] {'P', 'K', 5, 6}, 22);

    @Test
    void asksForTheSessionsFileAndTakesItsBytesUntouched() throws Exception {
        byte[] nested = zip("SPRD250203.zip", REPORT);
        try (LocalSource source = LocalSource.answering(200, nested, "Content-Type", "application/zip")) {
            Fetched fetched = fetch(source, "SPRD", "zip");

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(LocalSource.document(fetched).bytes()).isEqualTo(nested);
            assertThat(source.paths).containsExactly("/pesquisapregao/download?filelist=SPRD250203.zip");
        }
    }

    @Test
    void asksForTheFullReportWhenToldTo() throws Exception {
        try (LocalSource source = LocalSource.answering(200, REPORT)) {
            assertThat(fetch(source, "PR", "zip").outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(source.paths).containsExactly("/pesquisapregao/download?filelist=PR250203.zip");
        }
    }

    @Test
    void aSelfExtractingArchiveIsTakenAsItIs() throws Exception {
        byte[] program = "MZ this program cannot be run".getBytes(UTF_8);
        byte[] executable = Arrays.copyOf(program, program.length + REPORT.length);
        System.arraycopy(REPORT, 0, executable, program.length, REPORT.length);
        try (LocalSource source = LocalSource.answering(200, executable)) {
            Fetched fetched = fetch(source, "TS", "ex_");

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(LocalSource.document(fetched).bytes()).isEqualTo(executable);
            assertThat(source.paths).containsExactly("/pesquisapregao/download?filelist=TS250203.ex_");
        }
        assertThat(outcome(Arrays.copyOf(executable, executable.length - 1))).isEqualTo(Outcome.FAILED);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "B3_SAMPLES_DIR", matches = ".+")
    void takesARealReport() throws Exception {
        byte[] real = Files.readAllBytes(
                Path.of(System.getenv("B3_SAMPLES_DIR"), "settlement_adjustments", "SPRD250203.zip"));
        assertThat(outcome(real)).isEqualTo(Outcome.FETCHED);
        assertThat(outcome(zip("SPRD250203.zip", real))).isEqualTo(Outcome.FETCHED);
    }

    @Test
    void anEmptyZipIsNotPublished() {
        assertThat(outcome(EMPTY)).isEqualTo(Outcome.NOT_PUBLISHED);
        assertThat(outcome(zip("SPRD250203.zip", EMPTY))).isEqualTo(Outcome.NOT_PUBLISHED);
        assertThat(outcome(zip("SPRD250203.zip", new byte[0]))).isEqualTo(Outcome.NOT_PUBLISHED);
    }

    @Test
    void aTruncatedOrDamagedZipIsTriedAgain() {
        assertThat(outcome(Arrays.copyOf(REPORT, REPORT.length - 30))).isEqualTo(Outcome.FAILED);
        assertThat(outcome(Arrays.copyOf(REPORT, REPORT.length - 1))).isEqualTo(Outcome.FAILED);
        assertThat(outcome(Arrays.copyOf(REPORT, 20))).isEqualTo(Outcome.FAILED);
        byte[] damaged = REPORT.clone();
        Arrays.fill(damaged, 40, 44, (byte) 0xff);
        assertThat(outcome(damaged)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aWebPageInPlaceOfTheZipIsNoDocument() {
        assertThat(outcome("<!DOCTYPE html><html>Página não encontrada".getBytes(UTF_8)))
                .isEqualTo(Outcome.NOT_PUBLISHED);
        assertThat(outcome("<HTML><title>Attention Required! | Cloudflare".getBytes(UTF_8)))
                .isEqualTo(Outcome.BLOCKED);
    }

    @Test
    void anotherKindOfDocumentIsRejected() {
        assertThat(outcome("Quotation not available".getBytes(UTF_8))).isEqualTo(Outcome.REJECTED);
        assertThat(outcome("P".getBytes(UTF_8))).isEqualTo(Outcome.REJECTED);
    }

    private static Outcome outcome(byte[] served) {
        try (LocalSource source = LocalSource.answering(200, served)) {
            return fetch(source, "SPRD", "zip").outcome();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Fetched fetch(LocalSource source, String prefix, String extension) throws InterruptedException {
        return source.ask(settings -> new DailyFileCollector(Feeds.PRICE_REPORT, prefix, extension, settings));
    }

    private static byte[] zip(String name, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}

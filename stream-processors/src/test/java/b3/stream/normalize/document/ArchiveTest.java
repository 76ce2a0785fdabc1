package b3.stream.normalize.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import b3.schema.document.Reason;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ArchiveTest {

    private static final byte[] TEXT = "some text".getBytes(UTF_8);

    @Test
    void takesABareFileAsItIs() {
        assertThat(contents(TEXT)).containsExactly("document=some text");
    }

    @Test
    void opensAZip() {
        assertThat(contents(Packed.zip("a.txt", TEXT))).containsExactly("a.txt=some text");
    }

    @Test
    void opensAZipInAZipBesideAFile() {
        byte[] inner = Packed.zip("a.txt", TEXT, "b.txt", "more".getBytes(UTF_8));
        assertThat(contents(Packed.zip("PR.zip", inner, "c.txt", TEXT)))
                .containsExactly("a.txt=some text", "b.txt=more", "c.txt=some text");
    }

    @Test
    void opensGzipAroundAZipAndInsideOne() {
        assertThat(contents(Packed.gzip(Packed.zip("a.txt", TEXT)))).containsExactly("a.txt=some text");
        assertThat(contents(Packed.zip("a.gz", Packed.gzip(TEXT)))).containsExactly("a.gz=some text");
    }

    @Test
    void opensASelfExtractingProgramByItsDirectoryWithoutRunningIt() {
        byte[] stub = Arrays.copyOf("MZ this is a program".getBytes(UTF_8), 3000);
        byte[] program = concatenate(stub, Packed.zip("TaxaSwap.txt", TEXT));
        assertThat(contents(program)).containsExactly("TaxaSwap.txt=some text");
        assertThat(contents(Packed.zip("TS.ex_", program))).containsExactly("TaxaSwap.txt=some text");
    }

    @Test
    void opensASelfExtractingProgramWhoseOffsetsCountTheStub() {
        byte[] stub = Arrays.copyOf("MZ".getBytes(UTF_8), 512);
        byte[] zip = Packed.zip("TaxaSwap.txt", TEXT);
        ByteBuffer program = ByteBuffer.wrap(concatenate(stub, zip)).order(ByteOrder.LITTLE_ENDIAN);
        int end = program.capacity() - 22;
        int directory = program.getInt(end + 16) + stub.length;
        program.putInt(end + 16, directory);
        program.putInt(directory + 42, stub.length);
        assertThat(contents(program.array())).containsExactly("TaxaSwap.txt=some text");
    }

    @Test
    void aProgramThatIsNoZipIsAFile() {
        assertThat(contents("MZ program".getBytes(UTF_8))).containsExactly("document=MZ program");
    }

    @Test
    void refusesNothing() {
        assertThat(refusal(() -> Archive.open(new byte[0])))
                .isEqualTo("UNREADABLE_DOCUMENT expected a document, saw 0 bytes");
    }

    @Test
    void refusesAZipWithoutAnEntry() {
        byte[] empty = new byte[22];
        empty[0] = 'P';
        empty[1] = 'K';
        empty[2] = 5;
        empty[3] = 6;
        assertThat(refusal(() -> Archive.open(empty)))
                .isEqualTo("UNREADABLE_DOCUMENT the archive of 22 bytes holds no entry");
        assertThat(refusal(() -> Archive.open(Packed.zip("directory/", new byte[0]))))
                .contains("holds no entry");
    }

    @Test
    void refusesATruncatedZipAndSaysWhatWasSeen() {
        byte[] zip = Packed.zip("BVBG.187.01.xml", noise(10_000));
        assertThat(refusal(() -> Archive.open(Arrays.copyOf(zip, 5_000))))
                .startsWith("UNREADABLE_DOCUMENT")
                .contains("5000 bytes", "truncated", "BVBG.187.01.xml");
    }

    @Test
    void refusesATruncatedGzip() {
        byte[] gzip = Packed.gzip(noise(10_000));
        assertThat(refusal(() -> contents(Arrays.copyOf(gzip, 5_000))))
                .startsWith("UNREADABLE_DOCUMENT")
                .contains("damaged or truncated after");
    }

    @Test
    void refusesAFileWhoseChecksumDoesNotMatch() {
        byte[] zip = Packed.zip("a.txt", noise(10_000));
        zip[5_000] ^= 1;
        assertThat(refusal(() -> contents(zip)))
                .startsWith("UNREADABLE_DOCUMENT")
                .contains("a.txt: damaged");
    }

    @Test
    void aBombOfTenGibibytesInASmallZipIsNotEvenOpened() {
        byte[] bomb = Packed.zip("PR.zip", Bomb.ofZeros(10 * 1024));
        assertThat(bomb).hasSizeLessThan(128 * 1024);
        long before = allocatedBytes();
        assertThat(refusal(() -> Archive.open(bomb)))
                .startsWith("UNSAFE_DOCUMENT")
                .contains("unpack to more than");
        assertThat(allocatedBytes() - before).isLessThan(48L << 20);
    }

    @Test
    void aBombThatHidesItsSizeStopsEarlyWithFlatMemory() {
        byte[] bomb = Packed.zip("PR.zip", Bomb.thatLies(TEXT, 10 * 1024));
        long before = allocatedBytes();
        assertThat(refusal(() -> drain(Archive.open(bomb))))
                .startsWith("UNSAFE_DOCUMENT")
                .contains("unpack to more than");
        assertThat(allocatedBytes() - before).isLessThan(64L << 20);
    }

    @Test
    void aLargeDocumentThatUnpacksBeyondTheLimitIsTooLarge() {
        Archive.Limits limits = new Archive.Limits(1 << 20, 200, 64 << 20, 1 << 20, 10, 3);
        byte[] zip = Packed.zip("a.txt", noise((1 << 20) + 1));
        assertThat(refusal(() -> drain(Archive.open(zip, limits))))
                .isEqualTo("TOO_LARGE the document unpacks to more than 1048576 bytes");
        byte[] gzip = Packed.gzip(noise((1 << 20) + 1));
        assertThat(refusal(() -> drain(Archive.open(gzip, limits)))).startsWith("TOO_LARGE");
    }

    @Test
    void refusesArchivesNestedTooDeep() {
        byte[] nested = TEXT;
        for (int i = 0; i < 4; i++) {
            nested = Packed.zip("nested.zip", nested);
        }
        byte[] fourDeep = nested;
        assertThat(refusal(() -> Archive.open(fourDeep)))
                .startsWith("UNSAFE_DOCUMENT")
                .contains("nested");
    }

    @Test
    void refusesTooManyEntries() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i <= 1000; i++) {
            files.put(i + ".txt", TEXT);
        }
        assertThat(refusal(() -> Archive.open(Packed.zip(files))))
                .startsWith("UNSAFE_DOCUMENT")
                .contains("entries");
    }

    @Test
    void anEntryNamedAfterAPathIsOnlyAName() {
        assertThat(contents(Packed.zip("../../etc/passwd", TEXT))).containsExactly("../../etc/passwd=some text");
    }

    private static List<String> contents(byte[] document) {
        return Archive.open(document).members().stream()
                .map(member -> member.name() + "=" + new String(member.bytes(1 << 20), UTF_8))
                .toList();
    }

    private static long drain(Archive archive) {
        long total = 0;
        for (ArchiveMember member : archive.members()) {
            try (var in = member.open()) {
                total += in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return total;
    }

    private static String refusal(Supplier<?> action) {
        UnreadableDocumentException e = catchThrowableOfType(UnreadableDocumentException.class, action::get);
        Reason reason = e.reason();
        return reason + " " + e.getMessage();
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(42).nextBytes(noise);
        return noise;
    }

    private static byte[] concatenate(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}

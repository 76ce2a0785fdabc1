package b3.stream.normalize.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;

/** The one file that a document holds, packed or not, and its text. */
public final class SingleFile {

    /** Longest text that is held in memory whole; longer files are read line by line. */
    public static final int MAX_TEXT_BYTES = 32 * 1024 * 1024;

    /** With which DOS ended a text. */
    public static final String END_MARK = "\u001a";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SingleFile() {}

    /**
     * The only file, or the only one whose name contains {@code name} in any case.
     *
     * @param expected what the file should be, for the message
     * @throws UnreadableDocumentException if there is none, there are several, or it is a page of markup
     */
    public static ArchiveMember of(RawScrape document, String name, String expected) {
        List<ArchiveMember> members = Archive.open(document.bytes()).members();
        if (members.size() > 1) {
            String part = name.toLowerCase(Locale.ROOT);
            members = members.stream()
                    .filter(member -> member.name().toLowerCase(Locale.ROOT).contains(part))
                    .toList();
        }
        if (members.size() != 1) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    "expected one file " + name + ": " + expected + ", saw " + members.size() + " such files");
        }
        ArchiveMember member = members.get(0);
        if (member.isMarkup()) {
            throw unexpected(expected, member);
        }
        return member;
    }

    /** The file is something else. */
    public static UnreadableDocumentException unexpected(String expected, ArchiveMember member) {
        return new UnreadableDocumentException(
                Reason.UNREADABLE_DOCUMENT, member.name() + ": expected " + expected + ", saw " + member.glimpse());
    }

    /** Takes a line of a file and its number, from 1. */
    public interface LineTaker {
        void take(String line, int number);
    }

    /**
     * Reads every line of a text that is not blank. The mark with which DOS ended a text ({@code 1A}, still there in old
     * files) is no line. Damage shows as {@link UnreadableDocumentException} while reading.
     */
    public static void forEachLine(ArchiveMember member, LineTaker lines) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(member.open(), charset(member)), 1 << 16)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank() && !line.equals(END_MARK)) {
                    lines.take(line, number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** UTF-8 if every byte of the file fits it, as captures are saved at times; else ISO-8859-1, as the source has it. */
    public static Charset charset(ArchiveMember member) {
        char[] buffer = new char[1 << 14];
        try (Reader text = new InputStreamReader(member.open(), UTF_8.newDecoder())) {
            while (text.read(buffer) >= 0) {
                // only whether it decodes
            }
            return UTF_8;
        } catch (CharacterCodingException e) {
            return ISO_8859_1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole text: UTF-8 if the bytes are that, ISO-8859-1 otherwise; without a byte order mark. */
    public static String text(ArchiveMember member) {
        byte[] bytes = member.bytes(MAX_TEXT_BYTES);
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            text = new String(bytes, ISO_8859_1);
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}

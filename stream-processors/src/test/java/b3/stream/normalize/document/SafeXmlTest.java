package b3.stream.normalize.document;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import b3.stream.normalize.reading.UnreadableDocumentException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeXmlTest {

    @Test
    void readsTheTextOfElementsWithoutTheirPrefixes() {
        assertThat(texts("<x:a xmlns:x='u'><x:b> 1 </x:b><b><![CDATA[2]]>&lt;</b><!-- no --><b/></x:a>"))
                .containsExactly("1", "2<", "");
    }

    @Test
    void readsAByteOrderMarkAndUtf16() {
        assertThat(texts("\ufeff<?xml version='1.0' encoding='utf-8'?><a><b>é</b></a>"))
                .containsExactly("é");
        assertThat(texts("<?xml version='1.0' encoding='utf-16'?><a><b>é</b></a>".getBytes(UTF_16)))
                .containsExactly("é");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a SYSTEM \"file:///etc/hostname\"><a/>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a><b>&e;</b></a>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/p.dtd\"> %p;]><a/>",
                "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;&x;\"><!ENTITY z \"&y;&y;&y;\">]><a><b>&z;</b></a>"
            })
    void refusesADocumentType(String xml) {
        assertThat(refusal(xml.getBytes(UTF_8))).startsWith("UNSAFE_DOCUMENT").contains("DOCTYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a><b>&e;</b></a>", "<a><b>1</b>", "<a><b></a></b>", "<a>\u0001</a>", "text", "<a/><a/>"})
    void refusesWhatIsNotWellFormed(String xml) {
        assertThat(refusal(xml.getBytes(UTF_8))).matches("(UNREADABLE|UNSAFE)_DOCUMENT document.*");
    }

    @Test
    void refusesBytesThatAreNotTheDeclaredCharset() {
        assertThat(refusal(new byte[] {'<', 'a', '>', (byte) 0xff, '<', '/', 'a', '>'}))
                .startsWith("UNREADABLE_DOCUMENT");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(refusal("<a>".repeat(100_000).getBytes(UTF_8)))
                .startsWith("UNSAFE_DOCUMENT")
                .contains("nested");
    }

    @Test
    void refusesATokenThatDoesNotEnd() {
        assertThat(refusal(("<a b='" + "x".repeat(3 << 20) + "'/>").getBytes(UTF_8)))
                .startsWith("UNSAFE_DOCUMENT")
                .contains("without an end");
    }

    @Test
    void refusesEndlessDifferentNames() {
        StringBuilder xml = new StringBuilder("<a>");
        for (int i = 0; i < 2000; i++) {
            xml.append("<n").append(i).append("/>");
        }
        assertThat(refusal(xml.append("</a>").toString().getBytes(UTF_8)))
                .startsWith("UNSAFE_DOCUMENT")
                .contains("names");
    }

    @Test
    void cutsATextThatNoFigureHas() {
        assertThat(texts("<a><b>" + "9".repeat(100_000) + "</b></a>").get(0)).hasSizeBetween(65, 100_000);
    }

    private static List<String> texts(String xml) {
        return texts(xml.getBytes(UTF_8));
    }

    private static List<String> texts(byte[] xml) {
        List<String> texts = new ArrayList<>();
        try (SafeXml reader = new SafeXml(Archive.open(xml).members().get(0))) {
            while (reader.next()) {
                if (reader.isStart() && reader.element().equals("b")) {
                    texts.add(reader.text());
                }
            }
        }
        return texts;
    }

    private static String refusal(byte[] xml) {
        UnreadableDocumentException e = catchThrowableOfType(UnreadableDocumentException.class, () -> texts(xml));
        return e.reason() + " " + e.getMessage();
    }
}

package b3.stream.normalize.document;

import b3.schema.document.Reason;
import b3.stream.normalize.reading.UnreadableDocumentException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * XML read as a stream of elements in constant memory, from an untrusted source. A document type, an entity other than
 * the five of XML, deep nesting and absurdly many names are {@link Reason#UNSAFE_DOCUMENT}; anything else that is not
 * well-formed is {@link Reason#UNREADABLE_DOCUMENT}. Names are local names: prefixes are not looked at.
 */
public final class SafeXml implements AutoCloseable {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NAMES = 1000;
    private static final int MAX_TOKEN_BYTES = 1 << 20;
    private static final int MAX_TEXT = 64;

    private final String name;
    private final InputStream source;
    private final XMLStreamReader reader;
    private final Set<String> names = new HashSet<>();
    private int depth;

    /** @param member the file to read */
    public SafeXml(ArchiveMember member) {
        this.name = member.name();
        this.source = new ShortTokens(member.open());
        // a factory per document: names of one document are not kept for the next
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // damage inside a text shows when the text is reached, as the exception that is expected there
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        try {
            this.reader = factory.createXMLStreamReader(source);
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /** Goes to the next start or end of an element; false at the end of the document. */
    public boolean next() {
        while (true) {
            switch (step()) {
                case XMLStreamConstants.START_ELEMENT, XMLStreamConstants.END_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                default -> {
                    // text, comments and instructions between elements are skipped
                }
            }
        }
    }

    /** Whether this is the start of an element. */
    public boolean isStart() {
        return reader.isStartElement();
    }

    /** The element's local name. */
    public String element() {
        return reader.getLocalName();
    }

    /** An attribute of the element that starts here, or null. */
    public @Nullable String attribute(String attribute) {
        return reader.getAttributeValue(null, attribute);
    }

    /** The text of the element that starts here, stripped; a text far longer than any figure is cut. Ends at its end. */
    public String text() {
        String element = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        for (int event = step(); event != XMLStreamConstants.END_ELEMENT; event = step()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw new UnreadableDocumentException(
                        Reason.UNREADABLE_DOCUMENT,
                        name + where() + ": expected text in " + element + ", saw element " + reader.getLocalName());
            }
            boolean characters = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
            if (characters && text.length() <= MAX_TEXT) {
                text.append(reader.getText());
            }
        }
        return text.toString().strip();
    }

    /** The line of the document, for a message. */
    public String where() {
        return ", line " + reader.getLocation().getLineNumber();
    }

    @Override
    public void close() {
        try {
            reader.close();
            source.close();
        } catch (XMLStreamException | IOException e) {
            throw unreadable(e);
        }
    }

    private int step() {
        int event;
        try {
            event = reader.next();
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
        switch (event) {
            case XMLStreamConstants.DTD -> throw unsafe("a document type (DOCTYPE)");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw unsafe("an entity reference");
            case XMLStreamConstants.START_ELEMENT -> start();
            case XMLStreamConstants.END_ELEMENT -> depth--;
            default -> {
                // nothing to guard
            }
        }
        return event;
    }

    private void start() {
        if (++depth > MAX_DEPTH) {
            throw unsafe("elements nested more than " + MAX_DEPTH + " deep");
        }
        names.add(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            names.add(reader.getAttributeLocalName(i));
        }
        if (names.size() > MAX_NAMES) {
            throw unsafe("more than " + MAX_NAMES + " different names");
        }
    }

    private UnreadableDocumentException unsafe(String seen) {
        return new UnreadableDocumentException(Reason.UNSAFE_DOCUMENT, name + where() + ": " + seen);
    }

    private UnreadableDocumentException unreadable(Exception e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return new UnreadableDocumentException(
                Reason.UNREADABLE_DOCUMENT, name + ": not well-formed XML: " + ArchiveMember.printable(message));
    }

    /** Refuses a run of bytes without a {@code >}: the parser would hold all of it. */
    private final class ShortTokens extends FilterInputStream {

        private int run;

        ShortTokens(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            for (int i = offset; i < offset + count; i++) {
                run = buffer[i] == '>' ? 0 : run + 1;
                if (run > MAX_TOKEN_BYTES) {
                    throw new UnreadableDocumentException(
                            Reason.UNSAFE_DOCUMENT, name + ": " + MAX_TOKEN_BYTES + " bytes of XML without an end");
                }
            }
            return count;
        }
    }
}

package workbook.diagram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SvgTest {

    @Test
    void every_text_of_the_recording_is_in_the_picture() throws Exception {
        String svg = Svg.document("What <crossed> & what did not", Scene.everything().all());

        assertThat(texts(svg, "title")).containsExactly("What <crossed> & what did not");
        assertThat(texts(svg, "text"))
                .containsExactly(
                        "client",
                        "client 2",
                        "client 3",
                        "server",
                        "Two clients, one server that serves them one after the other.",
                        "connects",
                        "\"hello, \"  7 bytes",
                        "\"HELLO, \"  7 bytes",
                        "server prints  client 1 wrote 7 bytes; now it is waited for",
                        "the next ones",
                        "connects",
                        "\"Привет, сервер\\n\"  27 bytes",
                        "client 2 prints  waiting",
                        "\"gone\"  4 bytes  lost",
                        "reset",
                        "is refused",
                        "\"a long answer, a long answer, a long answer, a l\"…  135 bytes",
                        "end of stream",
                        "end of stream");
    }

    @Test
    void what_xml_cannot_hold_stands_as_an_escape() throws Exception {
        Scene scene = new Scene().prints("client", "<b>&amp;</b> \u0000\u001b\ufffe\ud83d\ude00");

        assertThat(texts(Svg.document("a\ud800b", scene.all()), "text"))
                .last()
                .isEqualTo("client prints  <b>&amp;</b> \\x00\\x1b\\ufffe😀");
    }

    @Test
    void every_letter_there_is_gives_well_formed_xml() throws Exception {
        Scene scene = new Scene();
        for (int from = 0; from < 0x11000; from += 0x100) {
            int[] letters = IntStream.range(from, from + 0x100).toArray();
            scene.data("client", "server", new String(letters, 0, letters.length));
            scene.note(new String(letters, 0, letters.length));
        }

        assertThat(texts(Svg.document("", scene.all()), "text")).hasSizeGreaterThan(544);
    }

    @Test
    void the_picture_needs_nothing_else_and_knows_day_and_night() {
        String svg = Svg.document("", Scene.everything().all());

        assertThat(svg).contains("@media (prefers-color-scheme: dark)");
        assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("<script", "http", "url(", "@import", "href");
    }

    @Test
    void what_is_drawn_lies_within_the_picture() throws Exception {
        Document picture = parse(Svg.document("", Scene.everything().all()));
        int width = Integer.parseInt(picture.getDocumentElement().getAttribute("width"));
        int height = Integer.parseInt(picture.getDocumentElement().getAttribute("height"));

        List<Element> lines = elements(picture, "line");

        assertThat(lines).hasSize(4 + 11);
        assertThat(lines)
                .allMatch(line -> number(line, "x1") >= 0 && number(line, "x1") <= width)
                .allMatch(line -> number(line, "x2") >= 0 && number(line, "x2") <= width)
                .allMatch(line -> number(line, "y2") >= 0 && number(line, "y2") <= height);
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    private static List<String> texts(String svg, String name) throws Exception {
        return elements(parse(svg), name).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Document picture, String name) {
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < picture.getElementsByTagName(name).getLength(); i++) {
            found.add((Element) picture.getElementsByTagName(name).item(i));
        }
        return found;
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
    }
}

package workbook.diagram;

import workbook.wire.Visible;

/** Writes the shapes of a diagram, with their light and dark styles. */
final class SvgShapes {

    /** The number of different colours for parties. */
    static final int COLOURS = 5;

    private static final int NAME_HEIGHT = 30;
    private static final int NAME = 10; // columns before a name is cut

    private static final String STYLE =
            """
            text { font: 15px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; \
            white-space: pre; unicode-bidi: isolate; direction: ltr }
            .name { font-weight: bold; text-anchor: middle }
            line, .head, .cross { stroke-width: 2; fill: none }
            .thick { stroke-width: 4 }
            .dashed { stroke-dasharray: 9 7 }
            .lane { stroke-width: 1 }
            rect { stroke-width: 1.5 }
            """;

    private static final String DAY =
            colours(
                    "#ffffff", "#1f2328", "#c4cad1", "#f3f4f6", "#cf222e", "#0b6bcb", "#9a5b00",
                    "#8250df", "#1a7f37", "#0e7490");
    private static final String NIGHT =
            colours(
                    "#0d1117", "#e6edf3", "#4a525c", "#1b222b", "#ff7b72", "#6cb6ff", "#e3b341",
                    "#c8a1ff", "#6bc46d", "#56d4dd");

    private final StringBuilder shapes = new StringBuilder();

    private static String colours(
            String paper, String text, String lane, String box, String alarm, String... parties) {
        StringBuilder css = new StringBuilder();
        css.append(".paper { fill: ").append(paper).append(" }\n");
        css.append(".said { fill: ").append(text).append(" }\n");
        css.append(".lane { stroke: ").append(lane).append(" }\n");
        css.append("rect.note, rect.print, rect.party { fill: ").append(box).append(" }\n");
        css.append("rect.note { stroke: ").append(lane).append(" }\n");
        colour(css, "alarm", alarm);
        for (int i = 0; i < parties.length; i++) {
            colour(css, "p" + i, parties[i]);
        }
        return css.toString();
    }

    private static void colour(StringBuilder css, String name, String colour) {
        css.append("text.").append(name).append(", path.head.").append(name);
        css.append(" { fill: ").append(colour).append(" }\n");
        css.append("line.").append(name).append(", path.").append(name);
        css.append(", rect.").append(name).append(" { stroke: ").append(colour).append(" }\n");
    }

    static String document(String title, int width, int height, String shapes) {
        String size = "width=\"" + width + "\" height=\"" + height + "\"";
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                + size
                + (" viewBox=\"0 0 " + width + " " + height + "\">\n")
                + ("<title>" + escape(Readable.text(title)) + "</title>\n")
                + ("<style>\n" + STYLE + DAY)
                + ("@media (prefers-color-scheme: dark) {\n" + NIGHT + "}\n</style>\n")
                + ("<rect class=\"paper\" " + size + "/>\n")
                + shapes
                + "</svg>\n";
    }

    String text() {
        return shapes.toString();
    }

    void line(String style, int x1, int y1, int x2, int y2) {
        add("<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", style, x1, y1, x2, y2);
    }

    /**
     * Draws a triangle with its point at x, y. Its base is {@code back} to the right of the point.
     */
    void head(String style, int x, int y, int back) {
        add("<path class=\"head %s\" d=\"M%d %dl%d -6v12z\"/>", style, x, y, back);
    }

    void cross(String style, int x, int y, int arm) {
        String path = "<path class=\"cross %s\" d=\"M%d %dl%d %dm0 -%dl-%d %d\"/>";
        int side = 2 * arm;
        add(path, style, x - arm, y - arm, side, side, side, side, side);
    }

    void box(String style, int x, int y, int width, int height) {
        String shape = "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>";
        add(shape, style, x, y, width, height);
    }

    /** Draws the name of a party above its lane. */
    void name(String style, int x, String name) {
        String shown = Columns.cut(name, NAME);
        int width = Columns.width(shown) * SvgLayout.COLUMN + 24;
        box("party " + style, x - width / 2, 14, width, NAME_HEIGHT);
        text("name " + style, "middle", x, 34, shown);
    }

    /**
     * Draws a text.
     *
     * @param anchor which end of the text stands at x: {@code start}, {@code middle}, {@code end}
     */
    void text(String style, String anchor, int x, int y, String text) {
        String shape = "<text class=\"%s\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">%s</text>";
        add(shape, style, anchor, x, y, escape(text));
    }

    private void add(String shape, Object... values) {
        shapes.append(String.format(java.util.Locale.ROOT, shape, values)).append('\n');
    }

    /**
     * Escapes the text of an element. Characters that XML cannot contain become visible escapes.
     */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '&' -> escaped.append("&amp;");
                                default -> escaped.append(Visible.letter(c));
                            }
                        });
        return escaped.toString();
    }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ofdrw.layout.OFDDoc;
import org.ofdrw.layout.PageLayout;
import org.ofdrw.layout.VirtualPage;
import org.ofdrw.layout.element.Paragraph;
import org.ofdrw.layout.element.Position;
import org.ofdrw.layout.element.TextAlign;
import org.ofdrw.layout.element.canvas.Cell;
import org.ofdrw.layout.element.canvas.VerticalAlign;

/**
 * Lines and a ruled table as OFD, set by ofdrw with its paragraphs and cells.
 *
 * <p>Arguments: a folder. Each *.tsv in it becomes an *.ofd beside it. A line of it is `line` or `title` and words, or `cell`,
 * row, column, rows, columns (from 0) and words; `|` stands between the paragraphs of a cell. Millimetres throughout.
 */
public final class TableDocuments {
    private static final double WIDTH = 210, HEIGHT = 297, MARGIN = 25, SIZE = 4.2, SPACE = 1.5, PADDING = 1.2, BORDER = 0.353;

    private final List<VirtualPage> pages = new ArrayList<>();
    private double y = HEIGHT;

    public static void main(String[] arguments) throws IOException {
        try (var plans = Files.newDirectoryStream(Path.of(arguments[0]), "*.tsv")) {
            for (Path plan : plans) {
                String name = plan.getFileName().toString().replace(".tsv", ".ofd");
                try (OFDDoc document = new OFDDoc(plan.resolveSibling(name))) {
                    new TableDocuments().set(Files.readAllLines(plan)).forEach(document::addVPage);
                }
            }
        }
    }

    private List<VirtualPage> set(List<String> plan) {
        List<Place> places = new ArrayList<>();
        for (String line : plan) {
            String[] parts = line.split("\t", -1);
            if (parts[0].equals("cell")) {
                places.add(Place.of(parts));
            } else {
                paragraph(parts[1], parts[0].equals("title"));
            }
        }
        table(places);
        return pages;
    }

    private void paragraph(String words, boolean title) {
        Paragraph paragraph = new Paragraph(words, title ? SIZE * 1.4 : SIZE).setLineSpace(SPACE);
        if (title) {
            paragraph.setTextAlign(TextAlign.center);
        } else {
            paragraph.setFirstLineIndent(2);
        }
        double height = paragraph.doPrepare(WIDTH - 2 * MARGIN).getHeight();
        room(height);
        paragraph.setPosition(Position.Absolute);
        paragraph.setBox(MARGIN, y, WIDTH - 2 * MARGIN, height);
        page().add(paragraph);
        y += height + SPACE;
    }

    /** A row is as high as its fullest cell of one row; it goes to the next page where it has no room and no merged cell holds it. */
    private void table(List<Place> places) {
        int rows = places.stream().mapToInt(place -> place.row + place.rows).max().orElse(0);
        int columns = places.stream().mapToInt(place -> place.column + place.columns).max().orElse(1);
        double width = (WIDTH - 2 * MARGIN) / columns;
        double[] heights = new double[rows];
        for (Place place : places) {
            int last = place.row + place.rows - 1;
            heights[last] = Math.max(heights[last], place.height(width));
        }
        for (int row = 0; row < rows; row++) {
            int at = row;
            if (places.stream().noneMatch(place -> place.row < at && at < place.row + place.rows)) {
                room(heights[row]);
            }
            for (Place place : places) {
                if (place.row == row) {
                    double height = 0;
                    for (int under = row; under < row + place.rows; under++) {
                        height += heights[under];
                    }
                    page().add(place.cell(MARGIN + place.column * width, y, place.columns * width, height));
                }
            }
            y += heights[row];
        }
    }

    private void room(double height) {
        if (y + height > HEIGHT - MARGIN) {
            pages.add(new VirtualPage(PageLayout.A4()));
            y = MARGIN;
        }
    }

    private VirtualPage page() {
        return pages.get(pages.size() - 1);
    }

    private record Place(int row, int column, int rows, int columns, String words) {
        static Place of(String[] parts) {
            int[] numbers = new int[4];
            for (int at = 0; at < 4; at++) {
                numbers[at] = Integer.parseInt(parts[at + 1]);
            }
            return new Place(numbers[0], numbers[1], numbers[2], numbers[3], parts[5].replace('|', '\n'));
        }

        /** ofdrw breaks the lines of a cell, but leaves its height to us: as high as the lines would be if all signs were wide. */
        double height(double width) {
            int perLine = (int) ((width * columns - 2 * PADDING - 2 * BORDER) / SIZE);
            int lines = words.lines().mapToInt(line -> (line.length() + perLine - 1) / perLine).sum();
            return Math.max(1, lines) * (SIZE + SPACE) + 2 * PADDING + 2 * BORDER;
        }

        /** A box's width and height are those of its content; neighbours share a border. */
        Cell cell(double x, double y, double width, double height) {
            double around = 2 * PADDING + BORDER;
            Cell cell = new Cell(x, y, width - around, height - around);
            cell.setPosition(Position.Absolute);
            cell.setBorder(BORDER);
            cell.setPadding(PADDING);
            return cell.setValue(words).setFontSize(SIZE).setLineSpace(SPACE).setVerticalAlign(VerticalAlign.center);
        }
    }
}

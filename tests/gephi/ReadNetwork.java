import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Reads networks as Gephi does, with its edges unmerged, and prints what it holds: counts, columns, issues, one link. */
public final class ReadNetwork {
    public static void main(String[] files) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        for (String file : files) {
            projects.newProject();
            Container container = importer.importFile(new File(file));
            container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
            List<String> issues = new ArrayList<>();
            container.getReport().getIssues(1000).forEachRemaining((Issue issue) -> issues.add(issue.getMessage()));
            importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
            GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
            Graph graph = model.getGraph();
            double weight = 0;
            for (Edge edge : graph.getEdges()) {
                weight += edge.getWeight();
            }
            System.out.println("nodes\t" + graph.getNodeCount());
            System.out.println("edges\t" + graph.getEdgeCount());
            System.out.println("weight\t" + weight);
            System.out.println("directed\t" + model.isDirected());
            for (Column column : model.getEdgeTable()) {
                System.out.println("edge column\t" + column.getTitle() + "\t" + column.getTypeClass().getSimpleName());
            }
            for (Column column : model.getNodeTable()) {
                System.out.println("node column\t" + column.getTitle() + "\t" + column.getTypeClass().getSimpleName());
            }
            for (String issue : issues) {
                System.out.println("issue\t" + issue);
            }
            for (Node node : graph.getNodes().toArray()) {
                System.out.println("node\t" + node.getId() + "\t" + node.getLabel());
            }
            System.out.println("end");
        }
    }
}

// What of Apache ECharts the figures need, and nothing else; the build makes one file of it.
import { BarChart, HeatmapChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

use([BarChart, HeatmapChart, LineChart, SankeyChart, ScatterChart]);
use([GridComponent, LegendComponent, TitleComponent, TooltipComponent, VisualMapComponent]);
use([CanvasRenderer, SVGRenderer]);

export { init };

// Which noun a number counts: the phrase between the last verb and the number, or the one behind
// the unit. There is no dictionary of nouns: phrases are what verbs and function words leave over.
#include <youju/reading/fact.h>
#include <youju/reading/unit.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

using Side = Words::Side;

enum : std::uint8_t { strong = 1, weak = 2, kept = 3 };
constexpr std::size_t subject_characters = 12;

// Verbs of official prose: strong ones are always predicates, weak ones are nouns as well (培训,
// 服务) and count only where the clause begins.
constexpr std::string_view strong_verbs =
    "发生 形成 出现 造成 用于 挽损 掌握 新增 新建 新设 新改建 新发展 新引进 新认定 新认证 "
    "新招聘 新培育 新开工 新开设 新征集 建成 建立 建有 成立 设立 设有 设置 下设 开设 举办 "
    "承办 主办 协办 召开 举行 开展 组织 组建 发放 散发 派发 印发 编印 编写 编制 编纂 出版 "
    "发行 发布 发表 完成 实现 达成 促成 引进 引入 培育 招收 招募 招聘 招录 录取 录用 选派 "
    "选聘 聘请 聘任 派出 抽调 接待 接受 受理 办理 办结 审结 审查 审核 审批 批准 查处 查获 "
    "查出 查办 查封 排查 检出 抽检 化解 调处 发展 吸纳 吸引 带动 拉动 推动 辐射 惠及 覆盖 "
    "涉及 解决 解答 帮助 帮扶 救助 资助 慰问 走访 看望 投入 投放 拨付 下拨 下达 争取 筹集 "
    "筹措 募集 筹款 捐赠 捐款 减免 征收 收缴 追回 挽回 清欠 兑现 补贴 补助 获得 荣获 夺得 "
    "取得 斩获 评选 评出 评为 表彰 授予 命名 认定 评定 推荐 推出 推广 推选 选举 产生 购置 "
    "购买 采购 添置 配备 更新 更换 安装 架设 铺设 修建 修复 改造 改扩建 扩建 硬化 拆除 "
    "清理 清运 打捞 悬挂 张贴 展出 播放 播出 制作 拍摄 撰写 刊发 刊登 报送 上报 提交 提出 "
    "征集 采纳 采集 录入 签订 签约 签发 签署 达标 通过 申报 申请 立项 结项 转化 登记 建档 "
    "录制 设计 生产 销售 出口 创收 实施 启动 培养 输送 输出 转移 安置 化验 检测 检验 检查 "
    "监测 追踪 处置 处理 处罚 立案 移送 逮捕 打掉 抓获 破获 种植 栽植 治理 恢复 "
    "新栽 收购 供应 储备 调拨 承担 承接 参与 参加 出动 深入 足迹遍及 邀请 动员 发动 "
    "引导 指导 辅导 服务 提供 开放 接诊 收治 救治 诊治 筛查 献血 反馈 交办 转办 整改 关停 "
    "关闭 淘汰 取缔 注销 暂扣 纠正 增设 施划 扶持 落实 评审认定 上缴 缴纳 实收 征缴 盘活 "
    "确权 聘有 配有 占地 总投资 享受 报告 发现 开具 核减 促进 被采纳 开出 清退 端掉 剥离 "
    "接收 封控 报名 抽查 毕业 入托 跟岗 救起 平迁 复耕 疏通 修好 滞留 开工 竣工 开业 取消 "
    "结业 稳定 分流 行政拘留 转型 上岗 提请收监 给予 立行立改 脱盲 办班 听课 入院 出院 "
    "稳住 聘 推优 清除 挂牌 摘牌 调整 补录 领取 申领 核发 换发 制发 兑付 归还 赠送 加收 "
    "清收 加班 规范管理 健康管理 换届 整顿 刊文 入股 分红 现有 拥有 共有 外聘 实有 已有 "
    "调解 制止 返还 接处 对接 募捐 受灾 脱贫 成灾 绝收 警告 定位 收回 历时 成功 "
    "止付 冻结 劝阻 阅读 观看 点击 浏览 列入 担任 荣立 考入 赴 排除 起诉 批捕 执结 审执结 "
    "驻村 入库 撤销 补缴 扫除 装配 调剂 续签 投递 运送 发送 播种 收获 屠宰 养殖 存栏 出栏 "
    "托管 流转 开垦 复垦 疏浚 加固 亮化 油化 刷新 净化 防治 诊断 会诊 义诊 随访 "
    "接种 发出 收到 打造 创建 搭建 制定 修订 出台 制订 举报 提起公诉 受益 扩大 确定 晋级 "
    "参展 参赛 参训 受训 参会 整合 配套 援建 抽出 晨检 接入 报到 转制 入网 停电 检漏 注册 "
    "涉案 务工 选课 到会 进村 筹建 共建 援助 联建 改建 迁建 迁移 迁入 迁出 搬迁 拆迁 征用 "
    "征订 征兵 征询 征求 梳理 排出 排定 摸排 筛选 遴选 选拔 选取 选送 选树 选定 评聘 考录 "
    "考取 考上 抽取 抽样 检修 检定 校验 校准 核查 核实 核对 核定 核准 巡查 督办 督导 督查 "
    "督促 约谈 通报 曝光 问责 追责 处分 诫勉 开除 免职 任命 任用 提拔 轮岗 轮训 晋升 转正 "
    "转岗 返岗 返乡 归集 归档 存档 整编 编撰 编辑 编发 编排 推送 转播 转载 转发 播报 录播 "
    "投稿 约稿 组稿 发稿 刊播 印制 印刷 装订 赠阅 订阅 借阅 借出 外借 续借 上架 修补 修缮 "
    "修编 抚育 封育 补植 补种 补栽 移栽 定植 覆土 深松 深翻 排涝 清淤 加高 衬砌 护坡 开挖 "
    "回填 浇筑 吊装 敷设 埋设 架通 贯通 通车 通航 通水 通电 通气 投产 投运 投用 交付 验收 "
    "移交 接管 接手 承建 承租 出让 转租 划拨 划定 划转 置换 兑换 质押 放贷 引资 洽谈 落地 "
    "落户 入驻 进驻 入园 入孵 培植 培优 壮大 做强 扶优 帮带 结对 联结 挂钩 挂职 驻点 蹲点 "
    "下派 下沉 选任 聘用 特聘 柔性引进 引聘 续聘 解聘 辞退 调离 调入 调出 调任 调动 分配 "
    "分发 分送 寄送 邮寄 配送 装运 承运 发运 载运 疏散 转运 撤离 避险 救出 营救 搜救 抢救 "
    "抢修 抢通 抢收 抢种 扑救 扑灭 处突 接报 报案 侦办 侦破 侦结 起获 缴获 查扣 扣押 扣留 "
    "没收 销毁 捣毁 查禁 打击 惩处 惩治 拘留 刑拘 公诉 抗诉 判处 判决 裁定 裁决 和解 撤诉 "
    "执毕 追缴 追赃 追逃 遣返 遣送 引渡 劝返 帮教 矫治 矫正 戒治 收戒 安帮 安抚 稳控 息诉 "
    "息访 回访 回复 答复 复信 应诉 认养 认捐 冠名 赞助 捐助 捐献 捐建 义剪 探望 探访 寻访 "
    "接访 下访 约访 来访 来信 来电 承兑 补发 补偿 赔偿 清算 清偿 偿还 减收 减征 免征 退税 "
    "退还 退付 返税 缓缴 降费 降本 节约 节省 削减 压减 压降 压缩 整治 整饬 清拆 清零 清洗 "
    "清扫 清查 清缴 消除 消杀 灭火 灭鼠 投药 增殖 放流 放养 饲养 圈养 屠检 注射 采血 送检 "
    "监控 查验 查体 普测 建卡 参合 续保 入保 申办 申遗 研制 攻克 突破 试种 试行 来华 赴外 "
    "出访 出国 听讲 听取 授课 讲授 主讲 宣讲 宣教 答疑 解惑 督学 命题 阅卷 监考 应考 就读 "
    "转学 复学 退学 休学 辍学 保送 再就业 入职 入伍 退伍 转业 复员 褒扬 祭扫 瞻仰 联欢 "
    "夺冠 夺牌 获奖 获评 获批 获准 获颁 获授 被评 入选 入围 入编 入列 列为 纳入 归口 授牌 "
    "授旗 颁发 颁授 颁布 公布 通告 告知 送达 反映 上访 建言 献策 提议 议定 审议 审定 审理 "
    "审阅 表决 票决 票选 改选 增补 补选 当选 连任 述职 述廉 述评 互评 自评 自查 自纠 互查 "
    "联查 联审 联办 开通 开办 开馆 开播 开赛 开考 开标 招标 投标 中标 竞标 订购 订立 选购 "
    "购进 购入 报废 启用 停用 停运 停产 停业 歇业 复工 复产 复业 新开 新成立 新增设 新组建 "
    "新招 新招募 新聘 新购 新购置 新添 新栽植 新植 新修 新修订 新制定 新出台 新签 新签约 "
    "新入库 新纳入 新获 新授权 新登记 新注册 新发放 新安置 新创建 新打造 新培养 新引入 "
    "续建 扩招 增选 增配 增购 增发 增派 增开 增放 加派 加开 加印 加装 改装 改良 改制 脱困 "
    "脱产 脱销 返贫 返款 受损 受困 受惠 受教 受表彰 致伤 致死 倒塌 损毁 损坏 冲毁 烧毁 "
    "过火 告破 发案 破案 结案 销案 撤案 执勤 值守 坚守 守护 收养 寄养 收容 收住 就诊 转诊 "
    "接生 采供 供血 供餐 用餐 就餐 送餐 助困 助农 带货 上线 下架 召回 追溯 抽测 赋码 亮证 "
    "亮灯 彩化 黑化 改厕 改水 改电 改厨 改圈 改线 打井 打坝 打桩 修路 修桥 修渠 修塘 建房 "
    "建桥 建园 建站 建库 造册 造田 造地 开荒 退耕 还林 封山 育林 引种 驯化 净增 净减 配用 配发 "
    "取证 走进 避免 防止 布设 "
    "解困 达产 施救 暂停 解除 代发 代办 壮大 多出 威胁 核销 购藏 到账 持平 见效 "
    "打破 追加 增拨 划出 免收 缩减 腾出 腾退 供给 开辟 开拓 拓宽 转诊 治愈 带队 列席 出席 "
    "受赠 获赠 入藏 著录 展映 巡展 巡讲 参演 参评 参选 上调 下调 减持 增持 增资 扩面 提标 "
    "续期 死亡 受伤 推进 出租 核验 抽验 封存 罚没 收治 通邮 投递 揽收 清分 "
    "策划 筹办 承揽 兴建 兴办 兴修 修筑 整修 翻修 翻新 翻建 扩容 扩种 扩繁 引流 引培 "
    "收录 收集 收储 收押 回迁 回购 复检 复审 复验 测绘 勘探 勘察 勘测 探明 查明 "
    "查清 查实 查证 查纠 抓捕 抓拍 传唤 讯问 询问 劝导 劝离 疏导 疏解 安葬 安设 配建 "
    "配齐 供稿 筹资 认购 认缴 试制 护送 排险 挽救 避让 清点 清疏 "
    "转产 转接 代培 代训 代管 送审 参建 参编 "
    "赶制 赶赴 打通 铺筑 布控 部署 调换 置办 增添 补办 补建 加密 加挂 编成 创编 创排 "
    "展播 下载 上传 激活 批复 颁证 颁奖 授权 受聘 出售 售出 采收 采写 刊出 刊载 播发";
constexpr std::string_view weak_verbs =
    "培训 宣传 服务 建设 管理 调研 演出 放映 训练 讲座 辅导 调查 审计 补贴 救助 资助 诉讼 "
    "试验 扫描 复印 维修 流动 保障 保护 种 植 办 设 建 送 打 获 发 收 购 捐 辖 有 评 出 做 "
    "作 讲 上 进 撤 拍 印 投 聘 开 赠 刊 拆 铺 罚 上市 下岗 专访 中断 义卖 义演 交接 交流 "
    "代理 仲裁 任免 优抚 伤亡 住院 体检 体验 使用 供养 供气 供水 供热 供电 保养 信息 信访 "
    "值班 免疫 入会 入住 入党 入团 入学 公开 公示 公证 共享 关怀 关爱 养护 减排 出警 "
    "分娩 创业 利用 制种 加工 加速 助学 助残 助老 助餐 升学 参保 参考 参观 发明 听证 咨询 "
    "增收 复查 复核 复议 失业 失踪 学习 孵化 家访 寄宿 就业 展演 展示 展览 展销 巡察 巡演 "
    "巡视 巡诊 巡逻 庆祝 应急 应用 待业 志愿 急救 急诊 手续 托养 执法 执纪 执行 扶贫 承保 "
    "投保 投诉 抗旱 抚恤 抢险 报考 报警 报销 披露 抵押 担保 招商 择业 授信 排练 接警 推介 "
    "推行 改革 攻关 旁听 普及 普查 核算 检疫 比武 比赛 汇演 法援 流通 测评 消毒 灌溉 "
    "照料 理赔 留学 监督 监管 直播 看护 研修 研发 示范 离职 科普 竞赛 管护 繁育 纪念 结算 "
    "结题 维护 编目 美化 考察 考核 考评 联动 联合 联系 联谊 育种 育苗 自学 节支 节水 节电 "
    "融资 观摩 认证 认领 访问 评审 评教 评比 评议 试点 贷款 赔付 走读 转让 辩护 运输 进修 "
    "退休 退役 选育 采样 采编 采访 闲置 防汛 陪伴 陪审 陪护 手术 造林 植树 绿化 育苗 改水 改厕 "
    "盈利 亏损 停电 支出 轮换 献血";

// Words in which neither a verb nor a stop is a word of its own.
constexpr std::string_view kept_words =
    "运动 劳动 活动 自动 移动 流动 动员会 许可 技能 功能 智能 性能 节能 职能 产能 新能源 能源 "
    "能力 能手 能人 中心 中学 中小 中医 中药 高中 "
    "初中 中央 中国 中级 中层 中青年 中型 中专 中职 中队 中介 对象 对口 绝对 自然 自治 自主 "
    "自愿 自行车 "
    "自来水 自助 自筹 等级 高等 中等 内容 内部 内河 内科 室内 国内 日常 节日 生日 受害 应急 "
    "应用 应届 "
    "供应 超市 因素 方向 意向 志愿 上级 下水道 线上 线下 进修 进口 分会 分馆 分局 分校 分公司 "
    "部分 学分 "
    "平均 均衡 全民 安全 全科 全国 健全 未成年 不动产 不良 为民 入户 入口 收入 投入 后勤 居民 "
    "居家 居委会 "
    "邻居 有效 有机 有线 有限 有色 有偿 国有 公有 荣誉 到位 任务 任教 主任 责任 驻村 和谐 及时 "
    "普及 工作 "
    "作品 作物 作业 著作 合作 创作 制作 操作 作风 增值 增殖 做法 进步 先进 促进 分类 分级 "
    "分布式 分散 "
    "日间 其他 成人 可再生 可持续 以上 被子 亮点 月亮 考核组 减排 减灾 减税 增量 后备 前沿 "
    "与会 "
    "需求 应对 受援 受理 受灾 之家 之星 之窗 均等 每周 进出口 中欧 中俄 中外 中英 中试 中成药 "
    "因子 因病 地对 反对 配对 结对 应税 应收 超高 超声 超限 超载 不合格 不满 不锈钢 "
    "建筑 建材 公共 打工 印章 送达人 评价 评委 出版社 出口额 进出 办公 办法 设施 设备 收费 "
    "出租车 收益 发票 发电 投影 开支 获得感";

// One set, so that a place is looked up once; a verb that is kept elsewhere too is a verb here.
const Words& verbs() {
  static const Words words(Side::begin,
                           {{strong, strong_verbs}, {weak, weak_verbs}, {kept, kept_words}});
  return words;
}

const Words& whole_words() {
  static const Words words(Side::begin, {{kept, kept_words}});
  return words;
}

// What stands before the number and belongs to neither noun nor verb; those of kind 1 are nouns
// that only end so.
const Words& tails() {
  static const Words words(
      Side::end,
      {{0,
        "人均 户均 亩均 日均 年均 位列 位居 居 名列 排名 列 跃居 增至 升至 扩充 扩充到 "
        "缩短 增加 减少 下降 上升 提高 压减至 全省 全市 全县 全区 全国 达 达到 达成 共 "
        "共计 合计 总计 总数达 总量达 总额达 累计 累计达 约 近 为 是 有 已 已有 已达 仅 就 "
        "也 各 均 分别 超过 突破 逾 将近 接近 大约 不少于 "
        "不低于 不超过 不足 不到 至少 最高 最多 总数 人数达 数达 增加到 增长到 "
        "上升到 提高到 提升到 提升至 提高至 下降到 下降至 降至 降到 增至 "
        "发展到 扩大到 扩展到 缩短到 缩短至 缩短为 延长到 压缩到 压缩至 压减至 优化为 "
        "保持 保持在 控制在 稳定在 突破了 达到了 完成了 的 了 着 第 "
        "： : ， （ 高达 多达 由 从 扩充到 调至 降为 上升为 提升为 在 平均 平均达 大概 计 "
        "减至 减为 集中到 合并为 整合为 压缩为 中有 折款 折合 折合人民币 折价 价值 "
        "等 等共 等各类 实有 共有 现有 合 共达 超出 又 再 还"},
       {1,
        "签约 国有 公有 私有 民有 所有 会计 审计 统计 设计 高等 中等 初等 平等 联合 综合 结合 "
        "融合 组合 混合 整合 配合 集合 系列 队列 返还 归还 公约 条约 合约 预约 节约 民居 "
        "邻居 安居 移居 定居 公共 成就 行为 自由 附近 存在 潜在 通还"}});
  return words;
}

// Adverbs and set phrases before a noun.
const Words& heads() {
  static const Words words(
      Side::begin,
      {{0,
        "连续 剩余 年内 线上 线下 实际 直接 尚缺 尚 最高 平均用时 比上年 比去年 较上年 较去年 "
        "较常年 "
        "比常年 比上届 较上届 同比 环比 上年的 上年 本年 其它 "
        "截至 全年 今年 去年 上年 当年 本年 年末 年底 年初 其中 另有 另外 此外 同时 目前 现在 在册 "
        "在用 "
        "累计 共计 共 已 并 还 又 再 则 各类 各种 各项 各级 各式 "
        "上年度 去年度 全市 全县 全区 全省 全国 全街 全乡 全镇 全村 全校 全院 全州 全局 辖区 我县 "
        "我市 我区 我省 "
        "我局 我院 我校 我会 我镇 我乡 我村 本馆 本年度 "
        "截至目前 截止目前 今年以来 一年来 期间 并且 以及 和 与 及 了 的 均 先后 分别 总计 合计 "
        "仅 实际 ， 、 ： : 。 ； ） ) 】 上半年 下半年 一季度 "
        "正在 当场 限期 按期 如期 逐步 仍 （ "
        "以上 以下 左右 达到 由于 期间 其中： 其中， 首月 日均 年均 月均 户均 没有 未 尚有 还有 "
        "用于 共有 底 末 内"},
       {1,
        "均价 均值 均分 内容 内部 内河 内科 内勤 底数 底商 共青团 共建 及格 和谐 了解 在校 在园"}});
  return words;
}

std::size_t trim_tail(const Text& text, std::size_t begin, std::size_t end) {
  while (end > begin) {
    const std::size_t blank = text.skip_blanks_before(end);
    if (blank < end) {
      end = blank < begin ? begin : blank;
      continue;
    }
    const Words::Hit hit = tails().longest(text.all, end);
    if (!hit || hit.kind == 1 || end - begin < hit.bytes) return end;
    end -= hit.bytes;
  }
  return end;
}

std::size_t trim_head(const Text& text, std::size_t begin, std::size_t end) {
  while (begin < end) {
    if (text.has(begin, "（") && text.class_at(begin + 3) == Class::numeral) {
      std::size_t close = begin + 3;
      while (close < end && text.class_at(close) == Class::numeral) close = text.next(close);
      if (!text.has(close, "）")) return begin;
      begin = close + 3;
      continue;
    }
    const Words::Hit hit = heads().longest(text.all, begin);
    if (!hit || hit.kind == 1 || begin + hit.bytes > end) return begin;
    begin += hit.bytes;
  }
  return begin;
}

// At most 12 characters, and only what stands behind 的, cut from the left.
std::string_view phrase(const Text& text, std::size_t begin, std::size_t end) {
  begin = trim_head(text, begin, end);
  constexpr std::size_t two = 6;  // bytes of two characters
  static const Words cuts(Side::begin, {{2, "以上 各类 各种 ” 》"}, {1, "等"}});
  for (std::size_t at = begin; at < end; at = text.next(at)) {
    if (text.has(at, "的") && at + 3 < end) begin = at + 3;
    const Words::Hit cut = cuts.longest(text.all, at);
    const std::size_t behind = at + cut.bytes;
    if (!cut || behind + two > end) continue;
    if (cut.kind == 1 && (text.has(behind, "级") || text.has(behind, "奖") || at == begin))
      continue;
    begin = behind;
  }
  begin = trim_head(text, begin, end);
  // A list is kept whole where it is short: 五保户、军烈属.
  constexpr std::size_t list_bytes = 24;
  if (end - begin > list_bytes) {
    for (std::size_t at = begin; at < end; at = text.next(at)) {
      if (text.has(at, "、") && at + 3 < end) begin = at + 3;
    }
  }
  std::size_t count = 0;
  std::size_t at = end;
  while (at > begin && count < subject_characters) {
    at = text.previous(at);
    ++count;
  }
  return text.between(at, end);
}

struct VerbPlace {
  std::size_t begin = 0, end = 0;
  bool found = false;
};

bool is_quoted_open(const Text& text, std::size_t at) {
  return text.has(at, "“") || text.has(at, "《");
}

// 招待费, 公证处, 节水型: what makes a noun of the verb before it.
bool makes_noun(const Text& text, std::size_t at) {
  static const Words suffixes(
      Side::begin,
      {{1,
        "性 型 处 员 费 者 率 量 器 馆 站 度 期 额 权 面积 金额 总额 时长 周期 人口 速度 "
        "总时长 总量 总面积 总数"},
       {0, "费用 处理 处置 器材 期间 额度 站点 员工"}});
  return suffixes.longest(text.all, at).kind == 1;
}

// The last strong verb with something behind it, else the last one, else a weak one at the
// beginning.
VerbPlace last_verb(const Text& text, std::size_t begin, std::size_t end) {
  VerbPlace best;
  bool quoted = false;
  std::size_t at = begin;
  while (at < end) {
    if (is_quoted_open(text, at)) quoted = true;
    if (text.has(at, "”") || text.has(at, "》")) quoted = false;
    const Words::Hit hit = quoted ? Words::Hit{} : verbs().longest(text.all, at);
    if (!hit || at + hit.bytes > end || (hit.kind != kept && text.has_before(at, "的"))) {
      at = text.next(at);
      continue;
    }
    if (hit.kind == kept) {
      at += hit.bytes;
      continue;
    }
    const std::size_t behind = at + hit.bytes;
    if (behind < end && makes_noun(text, behind)) {
      at = text.next(behind);
      continue;
    }
    const bool usable =
        hit.kind == strong ? (!best.found || behind < end) : at == begin && hit.bytes >= 3;
    if (!usable) {
      at = behind;
      continue;
    }
    // 率 in 采纳率 makes a noun of the verb.
    if (end - behind == 3 && !text.has_before(end, "案") && !text.has_before(end, "树")) {
      if (!best.found) return best;
      at = behind;
      continue;
    }
    // Verbs in a row are one: 引进培育.
    if (best.found && best.end == at) {
      if (behind < end) best.end = behind;
    } else {
      best = {at, behind, true};
    }
    at = behind;
  }
  return best;
}

// 调解委员会, 服务站: behind the verb only the head of a name is left of the clause.
bool is_part_of_name(const Text& text, std::size_t at, std::size_t limit) {
  static const Words names(Side::end, {{0,
                                        "委员会 员 站 点 所 中心 室 馆 班 队 组 基地 平台 机构 "
                                        "人员 单位 会 项目 案件 活动 器材 设备"}});
  static const Words deeds(Side::end,
                           {{0,
                             "建成 建立 成立 新建 新设 新增 开展 举办 召开 举行 组织 完成 "
                             "实现 获得 荣获 发放 建有 设立 配备 购置"}});
  if (deeds.has(text.all, at)) return false;  // 12个社区建成日间照料中心
  constexpr std::size_t head_bytes = 18;
  std::size_t end = at;
  while (end < limit && end - at <= head_bytes && text.is_han(end)) end = text.next(end);
  return end > at && end - at <= head_bytes && text.is_clause_end(end) && names.has(text.all, end);
}

// 每方水价, 每千人抽检量: the thing is named behind what it is counted for.
std::size_t behind_each(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6;
  if (!text.has(begin, "每")) return begin;
  std::size_t at = begin + 3;
  while (text.class_at(at) == Class::numeral) at = text.next(at);
  const UnitFound unit = read_unit(text, at);
  at = unit ? unit.end : text.next(at);
  return at + two <= trim_tail(text, begin, end) ? at : begin;
}

bool is_verb(const Text& text, std::size_t begin, std::size_t end) {
  const Words::Hit hit = begin < end ? verbs().longest(text.all, begin) : Words::Hit{};
  return hit && hit.kind != kept && hit.bytes == end - begin;
}

// Where the name of the thing ends before what tells from where, for each of what or how:
// 办证时限由, 救助金每例, 小麦平均亩增产 (unless an amount is named behind it), 老人免费理发,
// 管乐团连续.
std::size_t name_end(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6;
  enum : std::uint8_t { from = 1, each, average, adverb };
  static const Words words(Side::begin, {{from, "由 从"},
                                         {each, "每"},
                                         {average, "平均 人均 户均"},
                                         {adverb, "免费 连续 提前 率先"}});
  static const Words amounts(
      Side::end, {{0,
                   "收入 工资 产量 水平 寿命 成绩 得分 价 单产 产值 利润 支出 费 费用 面积 "
                   "工效 率 经费 量 补贴 投资 预期寿命 雨量 气温 工资 津贴 耕地 负担 天数 "
                   "时间 时限 周期 距离 年限 次数 分 增收 时长 价格"}});
  std::size_t averaged = end, told = end, behind = end;
  for (std::size_t at = begin; at < end; at = text.next(at)) {
    const Words::Hit hit = words.longest(text.all, at);
    if (!hit) continue;
    const bool later = at >= begin + two;
    if (hit.kind == each || (hit.kind == from && later)) {
      end = at;
      break;
    }
    if (!later || hit.kind == from) continue;
    std::size_t& place = hit.kind == average ? averaged : told;
    if (place < at) continue;
    place = at;
    if (hit.kind == adverb) behind = at + hit.bytes;
  }
  if (averaged + two <= end && !amounts.has(text.all, trim_tail(text, begin, end))) end = averaged;
  if (told + two <= end && (behind + two >= end || is_verb(text, behind, end))) end = told;
  return end;
}

// 场均119人, 人均补助1.2万元: per what, and at most a verb; 人均收入 is a thing.
std::size_t behind_average(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6;
  const std::size_t noun = begin + two;
  if (noun > end || !text.has(begin + 3, "均")) return begin;
  return noun == end || is_verb(text, noun, trim_tail(text, noun, end)) ? noun : begin;
}

// Behind a short bracket or behind 和 with one more short noun that the clause ends with.
std::size_t behind_like(const Text& text, std::size_t at, std::size_t limit) {
  constexpr std::size_t bracket_bytes = 21, noun_bytes = 9;
  if (text.has(at, "（")) {
    for (std::size_t end = text.next(at); end < limit && end - at <= bracket_bytes;
         end = text.next(end)) {
      if (text.has(end, "）")) return end + 3;
      if (!text.is_han(end) && !text.has(end, "、")) break;
    }
    return at;
  }
  if (!text.has(at, "和") && !text.has(at, "、")) return at;
  std::size_t end = at + 3;
  while (end < limit && end - at <= noun_bytes + 3 && text.is_han(end)) end = text.next(end);
  return end > at + 6 && end - at <= noun_bytes + 3 && text.is_clause_end(end) ? end : at;
}

}  // namespace

Nouns nouns_before(const Text& text, std::size_t begin, std::size_t end) {
  Nouns out;
  // 应检1,520户，已检1,467户
  constexpr std::size_t two = 6;
  if (end - begin == two && (text.has(begin, "已") || text.has(begin, "应"))) {
    out.action = text.between(begin, end);
    return out;
  }
  begin = behind_average(text, behind_each(text, trim_head(text, begin, end), end), end);
  if (text.has(begin, "占") && !text.has(begin, "占地") && !text.has(begin, "占用")) begin += 3;
  end = name_end(text, begin, end);
  end = trim_tail(text, begin, end);
  if (begin >= end) return out;
  const VerbPlace verb = last_verb(text, begin, end);
  if (!verb.found) {
    out.subject = phrase(text, begin, end);
    return out;
  }
  out.action = text.between(verb.begin, verb.end);
  out.deed = verb.begin == begin && verb.end == end &&
             verbs().longest(text.all, begin).kind == weak && end - begin >= 6;
  if (verb.begin > begin) out.actor = phrase(text, begin, verb.begin);
  static const Words done(Side::end, {{0, "完成"}});
  const bool of_the_last =
      done.has(text.all, verb.end) && is_verb(text, verb.end, end);  // 完成整改
  if (verb.end < end && !of_the_last) out.subject = phrase(text, verb.end, end);
  // 离婚登记, 志愿服务: verbs that are as often the head of a name.
  static const Words heads_of_names(Side::end, {{0, "登记 服务 救助 举报 分流 造林"}});
  const bool whole =
      verb.end == end && verb.begin - begin == 6 && heads_of_names.has(text.all, end);
  if (whole) out.subject = phrase(text, begin, end);
  if (out.subject.empty() && verb.begin > begin && !of_the_last) {
    // 基层宣讲, 易地搬迁: with so short a noun the deed itself is counted.
    const std::size_t from = trim_head(text, begin, verb.begin);
    // 油脂购进, 生猪出栏: what is bought and bred is a thing.
    static const Words of_things(
        Side::end, {{0, "存栏 出栏 购进 收购 销售 实收 应收 录取 报名 入藏 入库 出库 屠宰"}});
    const bool deed = verb.end == end && from < verb.begin && verb.begin - from <= two &&
                      verb.end - verb.begin == two && !of_things.has(text.all, end);
    out.subject =
        deed ? text.between(from, end) : phrase(text, begin, trim_tail(text, begin, verb.begin));
    out.before_verb = !out.subject.empty();
    out.actor = {};
  }
  return out;
}

Nouns nouns_behind(const Text& text, std::size_t begin, std::size_t limit) {
  static const Words stops(
      Side::begin, {{0,
                     "的 在 为 以 于 到 被 由 从 将 与 和 及 等 进 入 获 荣 是 有 达 中 内 "
                     "后 前 左右 上下 以上 以下 以内 之 共 均 全部 全面 全程 全天 全额 全力 全覆盖 "
                     "全破 全市 全县 全区 全省 全国 未 已 不 也 并 仅 升 降 "
                     "分 赴 驻 任 分别 全部 直接 先后 同时 上线 报名 入围 进入 考入 入选 "
                     "增加 增至 增长 扩充 扩展 扩大 减至 减为 降为 降至 降到 下降 下跌 上升 提升 "
                     "提高 集中 压减 压缩 优化 缩短 发展到 升至 升到 升为 转为 变为 调整 增 减 "
                     "大关 第 居 登台 按期 亮 考核 一次 汇编 告别 作 做 带头 抽样 决赛 晋 "
                     "连续 坚持 按时 顺利 成功 建立 联动 上岗 受 对 可 需 应 超 能 因 居 "
                     "向 自 还 又 再 每 其 日 人均"}});
  Nouns out;
  std::size_t at = begin;
  bool quoted = false;
  while (at < limit) {
    if (text.has(at, "“") || text.has(at, "《")) quoted = true;
    if (text.has(at, "”") || text.has(at, "》")) {
      quoted = false;
      at += 3;
      continue;
    }
    if (!quoted) {
      if (!text.is_han(at) && !text.is_letter(at) && !is_quoted_open(text, at)) break;
      const Words::Hit verb = verbs().longest(text.all, at);
      if (verb && verb.kind == strong && at > begin &&
          is_part_of_name(text, at + verb.bytes, limit)) {
        at += verb.bytes;
        continue;
      }
      if (verb && verb.kind == strong) {
        // 服务站, 培训班: a verb inside a noun is followed by its head.
        out.action = text.between(at, at + verb.bytes);
        break;
      }
      const Words::Hit whole = verb.kind == kept ? verb
                               : verb            ? whole_words().longest(text.all, at)
                                                 : Words::Hit{};
      if (whole && at + whole.bytes <= limit) {
        at += whole.bytes;
        continue;
      }
      if (stops.has(text.all, at) || (at > begin && text.has(text.next(at), "了"))) break;
    }
    at = text.next(at);
  }
  if (at > limit) at = limit;
  out.subject = phrase(text, begin, at);
  // 县（市、区）, 国家和地区: a short noun with what is counted like it.
  constexpr std::size_t short_noun = 9;
  if (!out.subject.empty() && at - begin <= short_noun && text.between(begin, at) == out.subject)
    out.subject = text.between(begin, behind_like(text, at, limit));
  return out;
}

}  // namespace youju::reading

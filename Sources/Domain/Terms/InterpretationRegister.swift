extension Interpretation {
  /// All readings, in order of number, in words that a customer and a court can read: notes print
  /// those that they rely on.
  public static let register: [Interpretation] = [
    Interpretation(
      "I-1", setBy: "offset",
      ja: "「24時間」と「日」の数え方",
      "時間は実際に経過した長さで数えます。日の区切りは日本標準時（UTC+9時間）によります。",
      en: "How “24 hours” and “day” are counted",
      "We count hours as time that actually elapses. Days begin and end by Japan Standard Time "
        + "(UTC+9)."),
    Interpretation(
      "I-2", setBy: "grace",
      ja: "どれほど短い復旧で利用不能の継続が途切れるか",
      "どれほど短い復旧でも途切れます。",
      en: "How short a recovery ends an outage",
      "Any recovery ends it, however short."),
    Interpretation(
      "I-3",
      ja: "午前0時をまたぐ24時間が、どの日とどの料金月に属するか",
      "その24時間が始まった日と、その日を含む料金月に属します。",
      en: "The day and the fee month to which 24 hours across midnight belong",
      "They belong to the day on which they begin, and to the fee month that contains that day."),
    Interpretation(
      "I-4", setBy: "rounding",
      ja: "「ネットワークサービス利用規約」第8条と「オプテージ コネクティビティ "
        + "クラウド・ストレージ利用規約」第24条に定めのない、減額の1円未満の端数の扱い",
      "契約と利用不能ごとに一度だけ、1円未満を切り捨てます。",
      en: "Rounding of a fee reduction, on which 第8条 of the Network service terms of use and "
        + "第24条 of the Optage Connectivity cloud storage terms of use are silent",
      "We round down to whole yen, once for each contract and outage.",
      remark: Words(
        ja: "両規約に端数についての合意はありません。合意がなければ、"
          + "法律では支払うべき額を四捨五入します（通貨の単位及び貨幣の発行等に関する法律第3条）。",
        en:
          "Neither document contains an agreement on this. Without one the law would round the sum "
          + "payable half up (通貨の単位及び貨幣の発行等に関する法律第3条).")),
    Interpretation(
      "I-5",
      ja: "月額の30分の1の31日分や年額の365分の1の366日分が、料金を超えるとき",
      "減額は料金のうちから行うものですので、その月の料金（年額の料金では、その契約年の料金）"
        + "を超えません。",
      en: "31 days at 1/30 of a monthly fee, or 366 days at 1/365 of an annual fee, where they "
        + "exceed the fee",
      "A reduction is taken out of the fee, so it never exceeds the fee of that month or, where "
        + "the fee is annual, of that contract year."),
    Interpretation(
      "I-6", setBy: "qualifies.attributions",
      ja: "「ネットワークサービス利用規約」第8条第6項で、保守や法令による制限が、"
        + "お客様の責によらないものに当たるか",
      "当たります。第25条と第26条は制限や中断ができることを定めていますが、料金には触れていません。"
        + "また、利用不能には、当社がサービスを全く提供しない場合を含みます。",
      en: "Whether maintenance and legal restriction count as not being your doing in 第8条第6項 "
        + "of the Network service terms of use",
      "They do. 第25条 and 第26条 allow us to restrict or interrupt the service but say nothing of "
        + "the fee, and an outage includes our not providing the service at all."),
    Interpretation(
      "I-7", setBy: "qualifies.impacts",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第24条第2項(2)が、"
        + "全く利用できないのと同程度の支障にも及ぶか",
      "及びません。同号は、全く利用できない状態だけを定めています。",
      en: "Whether 第24条第2項(2) of the Optage Connectivity cloud storage terms of use covers a "
        + "service that is as good as unusable",
      "It does not. It speaks only of a service that cannot be used at all."),
    Interpretation(
      "I-8", setBy: "qualifies.attributions",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第24条第2項で、"
        + "利用中止の間も料金を要するとする(1)と、料金を要しない場合を定める(2)の関係"
        + "（第17条では障害による中断も利用中止と呼ばれ得ます）",
      "障害は、その呼び名にかかわらず(2)によります。工事と公的機関からの依頼は(1)により、"
        + "料金を要します。災害と攻撃は、(2)のうちマネージドサービスに関する表3欄によります。",
      en: "How (1) of 第24条第2項 of the Optage Connectivity cloud storage terms of use, by which "
        + "fees stay due during a stop, stands to (2), where 第17条 lets a fault be called a stop",
      "A fault follows (2), whatever it is called. Works and official requests follow (1), so the "
        + "fee stays due. Disaster and attack follow row 3 of the table in (2), which is about "
        + "the managed service."),
    Interpretation(
      "I-9",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第24条第2項(2)で、"
        + "一部だけが故意または重大な過失による利用不能（発生の原因によるか、継続の原因によるか）",
      "故意または重大な過失による時間には表2欄または4欄を、残りの時間には表1欄または3欄を"
        + "適用します。ただし、全体に表1欄または3欄を適用した額を下回りません。",
      en: "An outage that only in part arose or went on by gross negligence or intent, under "
        + "第24条第2項(2) of the Optage Connectivity cloud storage terms of use",
      "The time by gross negligence or intent follows row 2 or 4 of the table, and the rest row 1 "
        + "or 3. You never receive less than row 1 or 3 would give for the whole outage."),
    Interpretation(
      "I-10",
      ja: "「ネットワークサービス利用規約」第19条第1項(2)の「1日の平均額」の計算方法",
      "利用不能が始まった料金月の料金の総額を、その料金月のうち契約の利用期間に含まれる日数で"
        + "割ります。",
      en: "The daily average in 第19条第1項(2) of the Network service terms of use",
      "We divide the charges of the fee month in which the outage began by the number of its days "
        + "on which the contract was in service."),
    Interpretation(
      "I-11", setBy: "business_days",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第21条第2項の30日は、"
        + "どの日に始まりどの日に終わるか",
      "損害のあった日の翌日から数えます（民法第140条）。30日目が土曜・日曜、"
        + "国民の祝日に関する法律第3条の休日、12月29日～1月3日または5月1日に当たるときは、"
        + "次の営業日までとします（民法第142条）。休業の慣習は第28条と別表1第1.3項により、"
        + "お客様に有利に認めるものです。",
      en: "The first and the last of the 30 days in 第21条第2項 of the Optage Connectivity cloud "
        + "storage terms of use",
      "They run from the day after the damage (民法第140条). If the 30th is a Saturday, a Sunday, "
        + "a holiday (国民の祝日に関する法律第3条), 29 December to 3 January or 1 May, the last "
        + "is our next working day (民法第142条). We take this custom from 第28条 and "
        + "別表1第1.3項, in your favour."),
    Interpretation(
      "I-12",
      ja: "「ネットワークサービス利用規約」第19条第3項で、他の電気通信事業者から受領した賠償額が"
        + "賠償の合計に足りないときの分け方",
      "各お申し出について第1項に準じて計算した額に応じて按分し、1円未満を切り捨てます。残った円は、"
        + "切り捨てた端数の大きい順に1円ずつ加えます。",
      en: "How we share what another carrier pays us, where it does not cover all claims, under "
        + "第19条第3項 of the Network service terms of use",
      "We share it in proportion to what each claim would get by 第19条第1項, rounded down to "
        + "whole yen. The yen left over go one each to the largest fractions cut off."),
    Interpretation(
      "I-13", setBy: "graduated",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」"
        + "別表2の1コンポーネントあたりの月額料金を、全数に同じ単価で適用するか、"
        + "段階ごとの単価で適用するか",
      "表の備考のとおり、全数に同じ単価を適用します。その単価は、"
        + "コンポーネントの総数が属する段階のものです。",
      en: "Whether the price per component in 別表2 of the Optage Connectivity cloud storage terms "
        + "of use is one for all components, or graduated",
      "It is one price for all of them, as the note below the table words it: the price of the "
        + "tier into which their number falls."),
    Interpretation(
      "I-14",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第20条第3項が「第25条」"
        + "を参照していること",
      "「第24条」を参照するものと読みます。",
      en: "The reference to 第25条 in 第20条第3項 of the Optage Connectivity cloud storage terms "
        + "of use",
      "We read it as a reference to 第24条."),
    Interpretation(
      "I-15",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第24条第2項(2)の"
        + "表2欄・4欄で、時間に対応する料金と、別表3の暦日数による日割りの関係",
      "利用できなかった時間（ミリ秒まで）を、その料金月の日数に24時間を乗じた時間で割り、"
        + "その割合を料金に乗じます。",
      en: "Exact time in rows 2 and 4 of 第24条第2項(2), against the day count of 別表3, in the "
        + "Optage Connectivity cloud storage terms of use",
      "We divide the time without service, to the millisecond, by the days of that fee month times "
        + "24 hours, and take that share of the fee."),
    Interpretation(
      "I-16",
      ja: "規約の二つの版にまたがる利用不能に、どの版を適用するか",
      "利用不能が始まった時に有効な版を、その全体に適用します。",
      en: "The edition that applies to an outage across two editions of a document",
      "The edition in force when the outage begins applies to the whole of it."),
    Interpretation(
      "I-17",
      ja: "「ネットワークサービス利用規約」第19条第1項で、年額払の契約の、料金月の契約金額総額",
      "年額の12分の1とします。端数は、最後に一度だけ切り捨てるまで残します。",
      en: "The total of a fee month for a contract with an annual fee, in 第19条第1項 of the "
        + "Network service terms of use",
      "It is one twelfth of the annual fee. Fractions are kept until we round down once, at the "
        + "end."),
    Interpretation(
      "I-18",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」の版と適用開始日"
        + "（表紙の日付は最初の附則より前の2023年1月31日で、附則に改正条項の一覧はありません）",
      "2024年1月31日の版とし、同日から適用します。",
      en: "The edition of the Optage Connectivity cloud storage terms of use, whose cover bears 31 "
        + "January 2023, a date before its first supplement, and which does not list the "
        + "articles that each change touched",
      "We treat it as the edition of 31 January 2024 and apply it from that day."),
    Interpretation(
      "I-19", setBy: "paused_by",
      ja: "二つの原因が同時にあり、その一つでは減額がないとき",
      "お客様側に原因のある障害が重なっても、減額は変わりません。お客様の違反による利用停止の"
        + "時間は、原因がお客様にあるため数えません。"
        + "「オプテージ コネクティビティ クラウド・ストレージ利用規約」では、"
        + "予告した工事と法令による制限の時間も、利用停止と同じく数えません（第24条第2項(1)、"
        + "第25条）。損害へのお客様の寄与は、損害を認める者が判断します（民法第418条）。",
      en: "Two causes at once, one of which gives no reduction",
      "A fault with a cause on your side takes nothing away. Time under suspension for your breach "
        + "is not counted, as its cause is yours. Under the Optage Connectivity cloud storage "
        + "terms of use, time inside announced works and legal restriction is not counted either "
        + "(第24条第2項(1), 第25条). What you contributed to a loss is for whoever recognises it "
        + "(民法第418条)."),
    Interpretation(
      "I-20",
      ja: "複数の障害からなる一つの利用不能で、当社が知った時刻が障害ごとに異なるとき",
      "最も早い時刻によります。ただし、どの障害も、それが始まる前に知ったものとは扱いません。",
      en: "One outage of several incidents that we learned of at different times",
      "The earliest of these times counts, but no incident counts as known before it began."),
    Interpretation(
      "I-21",
      ja: "料金月や契約年の最初の日に当たる日が、その月にないとき",
      "翌月の1日を最初の日とします。",
      en: "A month that lacks the day on which a fee month or a contract year would start",
      "It then starts on the first day of the next month."),
    Interpretation(
      "I-22",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第20条第5項の除外が、"
        + "重大な過失にも及ぶか",
      "I-36のとおり、自動的には適用せず、当社の担当者が項目ごとに判断します。",
      en: "Whether the exclusions in 第20条第5項 of the Optage Connectivity cloud storage terms of "
        + "use hold against gross negligence",
      "As in I-36, we do not apply them automatically. A person at our company decides, item by "
        + "item."),
    Interpretation(
      "I-23", setBy: "clock",
      ja: "「ネットワークサービス利用規約」第19条第1項の「利用不能の日数」の数え方",
      "当社が利用不能を知った時刻から、24時間ごとに1日と数えます。"
        + "24時間に満たない部分は数えません。",
      en: "The days of an outage in 第19条第1項 of the Network service terms of use",
      "They are the whole periods of 24 hours, counted from when we learned of the outage."),
    Interpretation(
      "I-24",
      ja: "「ネットワークサービス利用規約」第19条第1項の「前料金月の利用がない場合」の意味",
      "その月が契約の利用期間に含まれないか、従量制でその月の料金が0円の場合をいいます。"
        + "それ以外の無料の月は、利用があったものとします。",
      en: "When there was no use in the previous fee month, in 第19条第1項 of the Network service "
        + "terms of use",
      "There was none if the contract was not in service in that month, or if it is metered and "
        + "the charge was zero. Any other free month counts as use."),
    Interpretation(
      "I-25", setBy: "cap",
      ja: "損害賠償の上限額に消費税を含むか",
      "「ネットワークサービス利用規約」では税抜きです（第22条第3項）。"
        + "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第21条では、"
        + "減額前の月額料金と消費税（1円未満切捨て）の合計です（第24条第1項、別表3第6項）。"
        + "「USEN GATE 02 IIJ ID サービス約款」第13条では税込みの支払額です（第7条）。"
        + "12か月分に満たないときは、その旨を示します。",
      en: "Whether a limit of damages includes consumption tax",
      "Under the Network service terms of use it does not (第22条第3項). In 第21条 of the Optage "
        + "Connectivity cloud storage terms of use it is the monthly fee before any reduction "
        + "plus the tax on it, rounded down (第24条第1項, 別表3第6項). In 第13条 of the USEN "
        + "GATE 02 IIJ ID service terms it is what you paid, with tax (第7条); we say so if that "
        + "is less than 12 months."),
    Interpretation(
      "I-26",
      ja: "減額された料金を損害賠償から差し引くか（損益相殺）",
      "差し引きません。減額と損害賠償は別のもので、一方が他方を減らすことはありません。",
      en: "Whether the fee reduction is set off against damages (損益相殺)",
      "It is not. Neither lowers the other."),
    Interpretation(
      "I-27",
      ja: "「ネットワークサービス利用規約」第22条第1項による支払いごとの消費税の計算と、"
        + "書面ごとに一度の端数処理（消費税法施行令第70条の10）の関係",
      "一通の書面を一つの支払いとして扱います。",
      en: "Tax for each payment by 第22条第1項 of the Network service terms of use, against one "
        + "rounding for each document (消費税法施行令第70条の10)",
      "We treat one document as one payment."),
    Interpretation(
      "I-28",
      ja: "「ネットワークサービス利用規約」で当社の責によらないとされる、"
        + "お客様が手配されたアクセス回線の障害（第20条第1項(2)）が、お客様の責によるか",
      "サービス自体は利用不能ではないため、お客様側の原因によるものとして扱います。",
      en: "Whether a fault of an access line that you arranged, which is not our doing by "
        + "第20条第1項(2) of the Network service terms of use, is yours",
      "The service itself was not unusable, so we treat the cause as being on your side."),
    Interpretation(
      "I-29",
      ja: "「ネットワークサービス利用規約」第19条で、一部は当社の責により、"
        + "一部は他の電気通信事業者に起因する利用不能",
      "24時間の要件は、どちらによるかを問わず、利用不能の状態全体で判断します。"
        + "どの日が当社の責によるかは、当社の担当者が判断します。",
      en: "An outage partly our doing and partly another carrier's, in 第19条 of the Network "
        + "service terms of use",
      "Whether it lasted 24 hours is judged by the state of the service, whoever caused it. A "
        + "person at our company decides which days are ours."),
    Interpretation(
      "I-30",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」で、"
        + "契約の内容が変わった月の料金",
      "その月の初日に有効な契約の内容による料金とします。別表3では料金を月単位で定め、"
        + "日割りをしないためです。",
      en: "The fee of a month in which the contract changed, under the Optage Connectivity cloud "
        + "storage terms of use",
      "It is the fee of the contract as it stood on the first day of the month. By 別表3 fees are "
        + "set by the month and not prorated."),
    Interpretation(
      "I-31",
      ja: "数えない時間が利用不能の間にあるとき、24時間を初めから数え直すか",
      "数え直しません。利用できない状態は続いており、数えることだけを止めるためです"
        + "（「ネットワークサービス利用規約」第8条第6項、"
        + "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第24条第2項(2)）。",
      en: "Whether time that is not counted sets the 24 hours back to zero",
      "It does not. The state goes on and only its count stops (第8条第6項 of the Network service "
        + "terms of use, 第24条第2項(2) of the Optage Connectivity cloud storage terms of use)."),
    Interpretation(
      "I-32",
      ja: "障害が続く間に予告した工事や行う修理と、予告の範囲を外れた工事の扱い",
      "障害が続く間は、呼び名にかかわらず、原因も含めてその障害として扱います。"
        + "緊急工事は時間の計算を止めず、利用不能と重なるか接するときはその一部とします。"
        + "予告のない停止は、お客様には障害と区別できないためです。",
      en: "Works announced and repairs made while a fault goes on, and works outside what was "
        + "announced",
      "While the fault lasts they are part of it, with its cause, whatever they are called. "
        + "Emergency works stop no count, and where they touch an outage they are part of it: "
        + "you cannot tell a stop without notice from the fault."),
    Interpretation(
      "I-33",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第21条の「当該月」と"
        + "「認めた月」",
      "「当該月」は損害のあった月とします。「認めた月」は、当社が損害を認めた日（承認による場合は"
        + "承認の日）の属する月とします。",
      en: "Which months “当該月” (the month concerned) and “認めた月” (the month of recognition) "
        + "are in 第21条 of the Optage Connectivity cloud storage terms of use",
      "“当該月” is the month of the damage. “認めた月” is the month of the day on which we "
        + "recognised the loss or, where an approval did so, of the approval."),
    Interpretation(
      "I-34",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第21条による請求額の減額を、"
        + "損害の額とするか、損害とその消費税の額とするか",
      "損害の額とします。賠償する額だけ、消費税を含む請求額が少なくなります。",
      en: "Whether the bill is lowered by the loss, or by the loss and tax on it, in 第21条 of the "
        + "Optage Connectivity cloud storage terms of use",
      "It is lowered by the loss. Your bill, tax included, comes out lower by what we compensate."),
    Interpretation(
      "I-35", setBy: "cap_paid_months",
      ja: "「USEN GATE 02 IIJ ID サービス約款」第13条の「1年間」がどの期間か",
      "利用不能のあった料金月の直前の12料金月とし、そのうちお支払済みの額によります。",
      en: "Which year 第13条 of the USEN GATE 02 IIJ ID service terms means",
      "It is the 12 fee months before that of the outage, as far as you paid for them."),
    Interpretation(
      "I-36",
      ja: "免責、上限および責任を負わない旨の定め（「ネットワークサービス利用規約」"
        + "第20条第1項・第3項、「IIJ IoT 契約約款」第23条、「USEN GATE 02 IIJ ID サービス約款」"
        + "第13条、「オプテージ コネクティビティ クラウド・ストレージ利用規約」第20条第5項）が、"
        + "故意または重大な過失にも及ぶか",
      "最高裁判所は、この種の条項が故意や重大な過失の場合を予定しないものと解しました"
        + "（最判平成15年2月28日）。そこで、自動的には適用せず、"
        + "当社の担当者が項目ごとに判断します。「ネットワークサービス利用規約」"
        + "第8条第6項の24時間は、料金の内容を定めるもので、第19条第2項の請求も別にできるため、"
        + "そのまま適用します。お客様が事業者であることを前提とし、"
        + "消費者契約（消費者契約法第8条）は対象としません。",
      en: "Whether exclusions, limits and refusals hold against gross negligence and intent "
        + "(第20条第1項 and 第3項 of the Network service terms of use, 第23条 of the IIJ IoT "
        + "contract terms, 第13条 of the USEN GATE 02 IIJ ID service terms, 第20条第5項 "
        + "of the Optage Connectivity cloud storage terms of use)",
      "We do not apply them automatically: the Supreme Court read such a clause as not meant for "
        + "these (最判平成15年2月28日), so a person at our company decides, item by item. The 24 "
        + "hours of 第8条第6項 of the Network service terms of use stay: they shape the fee, and "
        + "第19条第2項 is open beside them. Our customers are businesses; consumer contracts are "
        + "not covered (消費者契約法第8条)."),
    Interpretation(
      "I-37",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第21条の契約者の月額利用料"
        + "（クラウド・ストレージとマネージドサービスの両方のご契約があるとき）",
      "お申し出の対象である契約の料金とします。第1条では両方をあわせて本サービスというため、"
        + "同規約によるほかのご契約を、計算の説明に示します。",
      en: "The monthly fee in 第21条 of the Optage Connectivity cloud storage terms of use, where "
        + "you hold both storage and the managed service",
      "It is the fee of the contract that you claim for. The explanation of the amount names your "
        + "other contracts under that document, because 第1条 calls both together the service."),
    Interpretation(
      "I-38",
      ja: "サービス開始日の前から続く利用不能",
      "サービス開始日の午前0時から数えます。開始日そのものを改める場合があることを、"
        + "計算の説明に示します。",
      en: "An outage that lies over the day on which your service starts",
      "It counts from 00:00 on that day. The explanation of the amount says that the day itself "
        + "may have to move."),
    Interpretation(
      "I-39",
      ja: "消滅時効（民法第166条）",
      "自動的には適用しません。時効を援用するかどうかは、当社の担当者が判断します（民法第145条）。",
      en: "Prescription (民法第166条)",
      "We do not apply it automatically. Whether to invoke it is for a person at our company to "
        + "choose (民法第145条)."),
  ]

  /// A question and its reading in Japanese, then both in English.
  private init(
    _ number: String, setBy: String? = nil,
    ja question: String, _ reading: String, en englishQuestion: String, _ englishReading: String,
    remark: Words? = nil
  ) {
    self.init(
      number: number, question: Words(ja: question, en: englishQuestion),
      reading: Words(ja: reading, en: englishReading), remark: remark, setBy: setBy)
  }
}

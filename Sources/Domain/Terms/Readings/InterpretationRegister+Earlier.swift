extension Interpretation {
  /// I-1 to I-20.
  static let earlier = [
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
      remark: LocalizedText(
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
  ]
}
